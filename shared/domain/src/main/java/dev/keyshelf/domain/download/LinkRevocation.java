package dev.keyshelf.domain.download;

import java.time.Instant;
import java.util.Optional;

/**
 * The revocation of one or more links.
 *
 * @param by the name of the user who revoked them
 * @param reason the reason that the user gave; empty if none
 */
public record LinkRevocation(Instant at, String by, Optional<String> reason) {}
