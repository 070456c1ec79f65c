package dev.keyshelf.http;

import java.util.Optional;
import java.util.Set;

/**
 * The person or program whose verified token a request has. All values come from its claims.
 *
 * @param name the user that the token names
 * @param roles as the token names them; other modules decide what they allow
 * @param displayName the name for people, if the token has one
 * @param application the application that the token was issued to, if the token names it
 */
public record TokenUser(
    String name, Set<String> roles, Optional<String> displayName, Optional<String> application) {
  /** Copies the roles into an immutable collection. */
  public TokenUser {
    roles = Set.copyOf(roles);
  }

  /**
   * Returns the operator of a request's token.
   *
   * @throws ProblemException if the token names a partner, has no user or one that a log cannot
   *     show, or is an ID token, which is made for an application and not for an API
   */
  public static TokenUser ofOperator(Request request) {
    if (!request.identity().isEmpty()) {
      return AuthorizedIdentity.of(request).operator();
    }
    if (request.claims().containsKey("partner_id")) {
      throw unauthenticated(
          "The token names a partner. An operator's token must have no claim partner_id.");
    }
    return of(TokenReading.of(VerifiedClaims.of(request), ClaimSettings.DEFAULT));
  }

  static TokenUser of(TokenReading reading) {
    reading
        .fault()
        .ifPresent(
            fault -> {
              throw unauthenticated(fault);
            });
    return new TokenUser(
        reading.user(), reading.roles(), reading.displayName(), reading.application());
  }

  static ProblemException unauthenticated(String detail) {
    return new ProblemException(Problem.of(ProblemCode.UNAUTHENTICATED, detail));
  }
}
