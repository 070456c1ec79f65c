package dev.keyshelf.http.jwt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A signed token in compact form. Nothing of it has been verified.
 *
 * @param algorithm {@code alg} of the header; empty if it has none
 * @param keyId {@code kid} of the header; empty if it has none
 * @param signed the signed bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Tokens are never compared.
public record SignedToken(
    String algorithm, String keyId, JsonNode claims, byte[] signed, byte[] signature) {
  /** The most characters of a token. An HTTP API takes no longer headers. */
  private static final int LONGEST = 8 * 1024;

  private static final Pattern FORM = Pattern.compile("([\\w-]+)\\.([\\w-]+)\\.([\\w-]+)");
  private static final String SCHEME = "bearer ";

  /**
   * Returns the token of an Authorization header: the whole of it, or what follows {@code Bearer}.
   */
  public static String inHeader(String authorization) {
    var credentials = authorization.strip();
    return credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? credentials.substring(SCHEME.length()).strip()
        : credentials;
  }

  /**
   * Parses a token. A token without a payload of claims, without a signature, or with a header that
   * must be understood ({@code crit}) is none.
   */
  public static Optional<SignedToken> parse(String token) {
    var parts = FORM.matcher(token);
    if (token.length() > LONGEST || !parts.matches()) {
      return Optional.empty();
    }
    try {
      var header = json(parts.group(1));
      var claims = json(parts.group(2));
      if (!header.isObject() || !claims.isObject() || header.has("crit")) {
        return Optional.empty();
      }
      return Optional.of(
          new SignedToken(
              header.path("alg").asText(),
              header.path("kid").asText(),
              claims,
              token.substring(0, parts.start(3) - 1).getBytes(StandardCharsets.US_ASCII),
              decoded(parts.group(3))));
    } catch (IllegalArgumentException | JsonProcessingException _) {
      return Optional.empty();
    }
  }

  private static JsonNode json(String part) throws JsonProcessingException {
    return Json.read(new String(decoded(part), StandardCharsets.UTF_8));
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }
}
