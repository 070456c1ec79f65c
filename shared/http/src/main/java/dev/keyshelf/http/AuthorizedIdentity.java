package dev.keyshelf.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who calls, as the function {@code AuthorizeToken} passes it through an HTTP API to the function
 * of a route. All values are texts, so that nothing between the two can flatten them.
 *
 * @param kind {@link #PARTNER} or {@link #OPERATOR}, by the token's audience
 * @param partner the partner's id; empty for an operator
 * @param expiresAt when the token expires. The API stores the identity for some time, so the
 *     route's function compares it again
 */
public record AuthorizedIdentity(
    String kind, Optional<String> partner, TokenUser user, Instant expiresAt) {
  /** The kind of a partner's user. */
  public static final String PARTNER = "partner";

  /** The kind of an operator. */
  public static final String OPERATOR = "operator";

  /** Returns the texts that the API passes on. */
  public Map<String, String> texts() {
    var roles = Json.object();
    var array = roles.putArray("roles");
    new TreeSet<>(user.roles()).forEach(array::add);
    var texts = new TreeMap<String, String>();
    texts.put("kind", kind);
    texts.put("user", user.name());
    texts.put("roles", Json.write(array));
    texts.put("expiresAt", Long.toString(expiresAt.getEpochSecond()));
    partner.ifPresent(id -> texts.put("partner", id));
    user.displayName().ifPresent(name -> texts.put("name", name));
    user.application().ifPresent(application -> texts.put("application", application));
    return texts;
  }

  /**
   * Returns the identity of a request.
   *
   * @throws ProblemException if the token has expired since it was checked
   */
  static AuthorizedIdentity of(Request request) {
    var texts = request.identity();
    var expiresAt = Instant.ofEpochSecond(Long.parseLong(texts.getOrDefault("expiresAt", "0")));
    if (!request.receivedAt().isBefore(expiresAt)) {
      throw TokenUser.unauthenticated("The token has expired.");
    }
    return new AuthorizedIdentity(
        texts.getOrDefault("kind", ""),
        Optional.ofNullable(texts.get("partner")),
        new TokenUser(
            texts.getOrDefault("user", ""),
            roles(texts.getOrDefault("roles", "[]")),
            Optional.ofNullable(texts.get("name")),
            Optional.ofNullable(texts.get("application"))),
        expiresAt);
  }

  private static Set<String> roles(String array) {
    var roles = new TreeSet<String>();
    try {
      Json.read(array).forEach(role -> roles.add(role.asText()));
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException("the authorizer's roles are not JSON", malformed);
    }
    return roles;
  }

  /**
   * Returns the operator.
   *
   * @throws ProblemException if the token is for partners' users
   */
  TokenUser operator() {
    if (!kind.equals(OPERATOR) || partner.isPresent()) {
      throw TokenUser.unauthenticated("The token is not an operator's.");
    }
    return user;
  }

  /**
   * Returns the partner's user.
   *
   * @throws ProblemException if the token is for operators
   */
  Caller caller() {
    if (!kind.equals(PARTNER) || partner.isEmpty()) {
      throw TokenUser.unauthenticated("The token names no partner.");
    }
    return new Caller(
        partner.get(), user.name(), user.roles(), user.displayName(), user.application());
  }
}
