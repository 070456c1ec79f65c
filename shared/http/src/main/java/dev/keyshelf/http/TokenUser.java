package dev.keyshelf.http;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The person or program whose verified token a request has. All values come from its claims.
 *
 * @param name the token's subject
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
   * Returns the user of a request's token.
   *
   * @throws ProblemException if the token has no subject or one that a log cannot show, or is an ID
   *     token, which is made for an application and not for an API
   */
  public static TokenUser of(Request request) {
    var claims = request.claims();
    var name = claims.getOrDefault("sub", "");
    if (name.isBlank()) {
      throw unauthenticated("The token must have the claim sub.");
    }
    if (isIdToken(claims)) {
      throw unauthenticated("The token is an ID token. Send an access token.");
    }
    if (!Legible.is(name)) {
      throw unauthenticated(
          "The token's sub must have at most %s characters, and no control or direction characters."
              .formatted(Legible.LONGEST));
    }
    return new TokenUser(
        name,
        TokenRoles.of(request),
        first(claims, "preferred_username", "email", "upn"),
        first(claims, "azp", "client_id", "appid"));
  }

  /**
   * Issuers mark an ID token in one of these ways. A nonce does not mark one, since an access token
   * may have it too.
   */
  private static boolean isIdToken(Map<String, String> claims) {
    return !claims.getOrDefault("token_use", "access").equals("access")
        || claims.getOrDefault("typ", "").equalsIgnoreCase("ID")
        || claims.containsKey("at_hash")
        || claims.containsKey("c_hash");
  }

  private static Optional<String> first(Map<String, String> claims, String... names) {
    return Stream.of(names)
        .flatMap(name -> Legible.of(claims.getOrDefault(name, "")).stream())
        .findFirst();
  }

  private static ProblemException unauthenticated(String detail) {
    return new ProblemException(Problem.of(ProblemCode.UNAUTHENTICATED, detail));
  }
}
