package dev.keyshelf.customers.token;

import dev.keyshelf.http.Json;
import dev.keyshelf.http.jwt.IssuerKeys;
import dev.keyshelf.http.jwt.JsonWebKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** Signs tokens with an RSA key, as an issuer does. */
final class Signer {
  private final KeyPair pair;

  Signer() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  IssuerKeys keys() {
    var key = (RSAPublicKey) pair.getPublic();
    try {
      return IssuerKeys.of(
          JsonWebKeys.of(
              Json.read(
                  "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                      .formatted(
                          text(key.getModulus().toByteArray()),
                          text(key.getPublicExponent().toByteArray())))));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String token(String claims) {
    var signed =
        text("{\"alg\":\"RS256\",\"kid\":\"k\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + text(claims.getBytes(StandardCharsets.UTF_8));
    try {
      var signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(pair.getPrivate());
      signer.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + text(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
