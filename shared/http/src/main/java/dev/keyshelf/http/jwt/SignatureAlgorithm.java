package dev.keyshelf.http.jwt;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * The accepted signatures of tokens (RFC 7518). There is no {@code none}, and no algorithm with a
 * shared secret: a token could choose it, with a public key as the secret.
 */
public enum SignatureAlgorithm {
  RS256("RSA", "SHA256withRSA", 0),
  RS384("RSA", "SHA384withRSA", 0),
  RS512("RSA", "SHA512withRSA", 0),
  PS256("RSA", "RSASSA-PSS", 32),
  PS384("RSA", "RSASSA-PSS", 48),
  PS512("RSA", "RSASSA-PSS", 64),
  ES256("EC", "SHA256withECDSAinP1363Format", 0);

  private final String keyType;
  private final String name;

  /** The bytes of salt, which are as many as the hash has (RFC 7518, 3.5); 0 without RSA-PSS. */
  private final int saltBytes;

  SignatureAlgorithm(String keyType, String name, int saltBytes) {
    this.keyType = keyType;
    this.name = name;
    this.saltBytes = saltBytes;
  }

  private PSSParameterSpec pss() {
    var hash = "SHA-" + saltBytes * Byte.SIZE;
    return new PSSParameterSpec(
        hash, "MGF1", new MGF1ParameterSpec(hash), saltBytes, PSSParameterSpec.TRAILER_FIELD_BC);
  }

  /** Finds an algorithm by its exact name in a token's header. */
  static Optional<SignatureAlgorithm> named(String alg) {
    return Arrays.stream(values()).filter(each -> each.name().equals(alg)).findFirst();
  }

  /** Tells whether a key is of the type that this algorithm needs. */
  boolean takes(PublicKey key) {
    return key.getAlgorithm().equals(keyType);
  }

  /** Tells whether a signature is the key's. A malformed one is not. */
  boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
    try {
      var verifier = Signature.getInstance(name);
      if (saltBytes > 0) {
        verifier.setParameter(pss());
      }
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
