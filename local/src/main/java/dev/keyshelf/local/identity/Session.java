package dev.keyshelf.local.identity;

import java.time.Instant;

/**
 * What one sign-in gave: the tokens of one client for one person.
 *
 * @param nonce of the client's request
 * @param scope the granted scopes, separated by blanks
 * @param endsAt from when no token of it is renewed
 */
record Session(
    String id,
    String clientId,
    Person person,
    String nonce,
    String scope,
    Instant signedInAt,
    Instant endsAt) {}
