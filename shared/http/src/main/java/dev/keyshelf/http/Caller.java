package dev.keyshelf.http;

import java.util.Optional;
import java.util.Set;

/**
 * A partner's user who calls. All values come from the claims of the verified token.
 *
 * @param user the token's subject
 * @param roles as the token names them; other modules decide what they allow
 * @param displayName the user's name for people, if the token has one
 * @param application the application that the token was issued to, if the token names it
 */
public record Caller(
    String partner,
    String user,
    Set<String> roles,
    Optional<String> displayName,
    Optional<String> application) {
  /** Copies the roles into an immutable collection. */
  public Caller {
    roles = Set.copyOf(roles);
  }

  /**
   * Returns the caller of a request.
   *
   * @throws ProblemException if a required claim is missing, the user is one that a log cannot
   *     show, or the token is an ID token, which is made for an application and not for an API
   */
  public static Caller of(Request request) {
    if (!request.identity().isEmpty()) {
      return AuthorizedIdentity.of(request).caller();
    }
    var reading = TokenReading.of(VerifiedClaims.of(request), ClaimSettings.DEFAULT);
    if (reading.partner().isEmpty() || reading.user().isEmpty()) {
      throw TokenUser.unauthenticated("The token must have the claims partner_id and sub.");
    }
    var user = TokenUser.of(reading);
    return new Caller(
        reading.partner().get(), user.name(), user.roles(), user.displayName(), user.application());
  }
}
