package dev.keyshelf.http.jwt;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The accepted signatures of tokens (RFC 7518). There is no {@code none}, and no algorithm with a
 * shared secret: a token could choose it, with a public key as the secret.
 */
public enum SignatureAlgorithm {
  RS256("RSA", "SHA256withRSA", null),
  RS384("RSA", "SHA384withRSA", null),
  RS512("RSA", "SHA512withRSA", null),
  PS256("RSA", "RSASSA-PSS", pss("SHA-256", MGF1ParameterSpec.SHA256, 32)),
  PS384("RSA", "RSASSA-PSS", pss("SHA-384", MGF1ParameterSpec.SHA384, 48)),
  PS512("RSA", "RSASSA-PSS", pss("SHA-512", MGF1ParameterSpec.SHA512, 64)),
  ES256("EC", "SHA256withECDSAinP1363Format", null);

  private final String keyType;
  private final String name;
  private final @Nullable PSSParameterSpec parameters;

  SignatureAlgorithm(String keyType, String name, @Nullable PSSParameterSpec parameters) {
    this.keyType = keyType;
    this.name = name;
    this.parameters = parameters;
  }

  private static PSSParameterSpec pss(String hash, MGF1ParameterSpec mask, int saltBytes) {
    return new PSSParameterSpec(hash, "MGF1", mask, saltBytes, PSSParameterSpec.TRAILER_FIELD_BC);
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
      if (parameters != null) {
        verifier.setParameter(parameters);
      }
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
