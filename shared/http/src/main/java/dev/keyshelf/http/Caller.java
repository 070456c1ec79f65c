package dev.keyshelf.http;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who calls, from the claims of a verified token and from nowhere else.
 *
 * @param user the token's subject
 * @param roles as the token names them; what they allow is not this room's
 * @param displayName what people call the user, if the token says so
 * @param application which application the token was issued to, if the token says so
 */
public record Caller(
    String partner,
    String user,
    Set<String> roles,
    Optional<String> displayName,
    Optional<String> application) {
  /** Copies the roles in. */
  public Caller {
    roles = Set.copyOf(roles);
  }

  /**
   * Returns the caller of a request. Refuses one whose claims are missing, or whose token was made
   * for an application to read (an ID token) and not for an API.
   */
  public static Caller of(Request request) {
    var claims = request.claims();
    var partner = claims.getOrDefault("partner_id", "");
    var user = claims.getOrDefault("sub", "");
    if (partner.isBlank() || user.isBlank()) {
      throw unauthenticated("The token names no partner or user.");
    }
    if (isIdToken(claims)) {
      throw unauthenticated("The token is an ID token. Send an access token.");
    }
    if (!Legible.is(user)) {
      throw unauthenticated(
          "The token's sub must have at most %s characters, and no control or direction characters."
              .formatted(Legible.LONGEST));
    }
    return new Caller(
        partner,
        user,
        TokenRoles.of(request),
        first(claims, "preferred_username", "email", "upn"),
        first(claims, "azp", "client_id", "appid"));
  }

  /** Issuers mark an ID token in one of these ways. An access token may have a nonce, too. */
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
