package dev.keyshelf.domain.sealing;

import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;

/**
 * The key that seals are signed with: Ed25519, which signs the same with the same bytes every time.
 */
public final class SealKey {
  private static final int SEED_BYTES = 32;

  private final KeyPair pair;

  private SealKey(KeyPair pair) {
    this.pair = pair;
  }

  /** Gives the key of a secret of 32 bytes; always the same for the same secret. */
  public static SealKey of(byte[] secret) {
    if (secret.length != SEED_BYTES) {
      throw new IllegalArgumentException("the secret of a seal key has 32 bytes");
    }
    try {
      var generator = KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM);
      // The JDK makes a public key of a known private one in this way only.
      generator.initialize(NamedParameterSpec.ED25519, new Known(secret));
      return new SealKey(generator.generateKeyPair());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has Ed25519", impossible);
    }
  }

  /** Gives the part that everybody may know. */
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
      throw new IllegalStateException("a key of ours signs", impossible);
    }
  }

  /** Gives out a secret where a generator asks for randomness. */
  private static final class Known extends SecureRandom {
    @Serial private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Never written anywhere.
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
