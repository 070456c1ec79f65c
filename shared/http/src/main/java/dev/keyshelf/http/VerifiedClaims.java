package dev.keyshelf.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The claims that an HTTP API's own authorizer has verified. It flattens an array claim into one
 * text, {@code [AdminAgent GlobalAdmin]}, where a blank inside a name looks like a separator. So
 * the array of roles is read from the token itself, which the request still carries.
 */
final class VerifiedClaims {
  private static final String CLAIM = "roles";
  private static final String NIL = "<nil>";
  private static final int PARTS = 3;
  private static final int LONGEST_TOKEN = 16 * 1024;

  private VerifiedClaims() {}

  /** Returns the claims of a request's token. */
  static JsonNode of(Request request) {
    var claims = Json.object();
    request.claims().forEach(claims::put);
    array(request)
        .filter(array -> flattened(array).equals(request.claims().get(CLAIM)))
        .ifPresent(array -> claims.set(CLAIM, array));
    return claims;
  }

  /**
   * Returns the array of the verified token, or an empty result if the request does not carry it.
   */
  private static Optional<JsonNode> array(Request request) {
    var parts = request.header("authorization").orElse("").strip().split("\\.", -1);
    if (parts.length != PARTS || parts[1].length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    try {
      var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      var claims = Json.read(payload);
      // The authorizer may be configured to read another header, so this must be the same token.
      var isTheSame =
          List.of("sub", "partner_id").stream()
              .allMatch(
                  name ->
                      claims.path(name).asText().equals(request.claims().getOrDefault(name, "")));
      return Optional.of(claims.path(CLAIM)).filter(roles -> isTheSame && roles.isArray());
    } catch (IllegalArgumentException | JsonProcessingException _) {
      return Optional.empty();
    }
  }

  /** Returns an array as an HTTP API flattens it. An element that is no string matches nothing. */
  private static String flattened(JsonNode array) {
    var texts = new ArrayList<String>();
    for (var each : array) {
      texts.add(each.isNull() ? NIL : each.asText());
    }
    return "[" + String.join(" ", texts) + "]";
  }
}
