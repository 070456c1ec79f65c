package dev.keyshelf.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.webhook.WebhookSecret;
import dev.keyshelf.http.Hash;
import dev.keyshelf.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Writes Ed25519 public keys as a JWK Set (RFC 7517 and RFC 8037). */
final class PublicKeyJson {
  private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

  private PublicKeyJson() {}

  static ObjectNode keys(List<WebhookSecret> secrets) {
    var json = Json.object();
    var keys = json.putArray("keys");
    for (var secret : secrets) {
      keys.addObject()
          .put("kty", "OKP")
          .put("crv", "Ed25519")
          .put("use", "sig")
          .put("alg", "EdDSA")
          .put("kid", kid(secret))
          .put("x", x(secret));
    }
    return json;
  }

  /** Returns the id of a key: its JWK thumbprint (RFC 7638). */
  static String kid(WebhookSecret secret) {
    var members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"}".formatted(x(secret));
    return BASE64_URL.encodeToString(
        HexFormat.of().parseHex(Hash.sha256(members.getBytes(StandardCharsets.UTF_8))));
  }

  private static String x(WebhookSecret secret) {
    return BASE64_URL.encodeToString(Base64.getDecoder().decode(secret.publicKey()));
  }
}
