package dev.keyshelf.domain.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** The public key of seals. It can verify a signature, but not make one. */
public final class VerifyingKey {
  static final String ALGORITHM = "Ed25519";
  private static final int ID_LENGTH = 16;
  private static final int LINE = 64;
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----\n";
  private static final String END = "\n-----END PUBLIC KEY-----\n";

  private final PublicKey key;

  VerifyingKey(PublicKey key) {
    this.key = key;
  }

  /**
   * Parses a published key in PEM; empty unless the bytes are exactly those that {@link #pem}
   * makes.
   */
  public static Optional<VerifyingKey> parse(byte[] published) {
    var text = new String(published, StandardCharsets.US_ASCII);
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      return Optional.empty();
    }
    try {
      var encoded =
          Base64.getMimeDecoder()
              .decode(text.substring(BEGIN.length(), text.length() - END.length()));
      var key =
          new VerifyingKey(
              KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
      return Optional.of(key).filter(read -> read.pem().equals(text));
    } catch (IllegalArgumentException | GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  /** Returns the key's id: the first 16 hexadecimal digits of its SHA-256. */
  public String id() {
    return SignedSeal.sha256(key.getEncoded()).substring(0, ID_LENGTH);
  }

  /** Returns the key in PEM, which openssl reads. */
  public String pem() {
    var encoder = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    return BEGIN + encoder.encodeToString(key.getEncoded()) + END;
  }

  boolean verifies(byte[] text, byte[] signature) {
    try {
      var verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(text);
      return verifier.verify(signature);
    } catch (GeneralSecurityException _) {
      // The bytes do not have the form of a signature.
      return false;
    }
  }
}
