package dev.keyshelf.domain.sealing;

import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;

/**
 * The private key that signs seals. It is an Ed25519 key, so signing the same bytes again makes the
 * same signature.
 */
public final class SealKey {
  private static final int SEED_BYTES = 32;

  private final KeyPair pair;

  private SealKey(KeyPair pair) {
    this.pair = pair;
  }

  /**
   * Derives the key from a secret. Equal secrets give equal keys.
   *
   * @throws IllegalArgumentException if the secret does not have 32 bytes
   */
  public static SealKey of(byte[] secret) {
    if (secret.length != SEED_BYTES) {
      throw new IllegalArgumentException("the secret of a seal key must have 32 bytes");
    }
    try {
      var generator = KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM);
      // The JDK can derive the public key of a given private key in no other way.
      generator.initialize(NamedParameterSpec.ED25519, new Known(secret));
      return new SealKey(generator.generateKeyPair());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has Ed25519", impossible);
    }
  }

  /** Returns the public key. */
  public VerifyingKey verifying() {
    return new VerifyingKey(pair.getPublic());
  }

  byte[] sign(byte[] text) {
    try {
      var signer = Signature.getInstance(VerifyingKey.ALGORITHM);
      signer.initSign(pair.getPrivate());
      signer.update(text);
      return signer.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a key made by this class can sign", impossible);
    }
  }

  /** A source of randomness that returns a given secret. */
  private static final class Known extends SecureRandom {
    @Serial private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Never serialized.
    private final byte[] secret;

    Known(byte[] secret) {
      this.secret = secret.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(secret, 0, bytes, 0, bytes.length);
    }
  }
}
