package dev.keyshelf.http.jwt;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.keyshelf.http.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An issuer of tests: it has one RSA key and one EC key, and signs any header and claims. */
final class Issuing {
  private static final KeyPair RSA = pair("RSA");
  private static final KeyPair EC = pair("EC");

  private Issuing() {}

  private static KeyPair pair(String type) {
    try {
      var generator = KeyPairGenerator.getInstance(type);
      if (type.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else {
        generator.initialize(2048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the set with the RSA key {@code r} and the EC key {@code e}. */
  static String keys() {
    return keys("r");
  }

  static String keys(String rsaId) {
    var rsa = (RSAPublicKey) RSA.getPublic();
    var ec = (ECPublicKey) EC.getPublic();
    return """
    {"keys":[{"kty":"RSA","kid":"%s","use":"sig","n":"%s","e":"%s"},
     {"kty":"EC","kid":"e","crv":"P-256","x":"%s","y":"%s"},
     {"kty":"oct","kid":"o","k":"c2VjcmV0"}]}\
    """
        .formatted(
            rsaId,
            number(rsa.getModulus()),
            number(rsa.getPublicExponent()),
            number(ec.getW().getAffineX()),
            number(ec.getW().getAffineY()));
  }

  private static String number(BigInteger number) {
    return text(number.toByteArray());
  }

  /** Signs claims with the key that an algorithm needs. */
  static String token(String algorithm, String keyId, String claims) {
    return token("{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, keyId), claims);
  }

  static String token(String header, String claims) {
    var signed =
        text(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + text(claims.getBytes(StandardCharsets.UTF_8));
    return signed + "." + text(signature(header, signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] signature(String header, byte[] signed) {
    try {
      var algorithm = Json.read(header).path("alg").asText();
      return switch (algorithm) {
        case "ES256" ->
            signature(Signature.getInstance("SHA256withECDSAinP1363Format"), EC, signed);
        case "PS256" -> pss("SHA-256", MGF1ParameterSpec.SHA256, 32, signed);
        case "PS384" -> pss("SHA-384", MGF1ParameterSpec.SHA384, 48, signed);
        case "PS512" -> pss("SHA-512", MGF1ParameterSpec.SHA512, 64, signed);
        case "HS256" -> {
          var mac = Mac.getInstance("HmacSHA256");
          mac.init(new SecretKeySpec(RSA.getPublic().getEncoded(), "HmacSHA256"));
          yield mac.doFinal(signed);
        }
        case "RS384", "RS512" ->
            signature(
                Signature.getInstance("SHA%swithRSA".formatted(algorithm.substring(2))),
                RSA,
                signed);
        default -> signature(Signature.getInstance("SHA256withRSA"), RSA, signed);
      };
    } catch (GeneralSecurityException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] pss(String hash, MGF1ParameterSpec mask, int salt, byte[] signed)
      throws GeneralSecurityException {
    var signer = Signature.getInstance("RSASSA-PSS");
    signer.setParameter(new PSSParameterSpec(hash, "MGF1", mask, salt, 1));
    return signature(signer, RSA, signed);
  }

  private static byte[] signature(Signature signer, KeyPair pair, byte[] signed)
      throws GeneralSecurityException {
    signer.initSign(pair.getPrivate());
    signer.update(signed);
    return signer.sign();
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
