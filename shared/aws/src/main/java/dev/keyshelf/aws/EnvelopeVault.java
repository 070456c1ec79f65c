package dev.keyshelf.aws;

import dev.keyshelf.domain.key.Fingerprint;
import dev.keyshelf.domain.key.KeyRing;
import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.key.Sealed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts texts with AES-256-GCM under data keys that a master key wraps. A sealed text holds its
 * wrapped data key, so it can be opened without another item. Its purpose and the text that it is
 * bound to are its associated data.
 */
final class EnvelopeVault implements KeyVault {
  /** The format of release 0.1.0, whose data keys and texts are bound to no purpose. */
  private static final byte UNBOUND = 1;

  private static final byte FORMAT = 2;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String RING_LABEL = "keyshelf-which-key";

  /** The length of a key's fingerprint in characters. It is short, since people compare it. */
  static final int SHORT = 16;

  private static final String FINGERPRINT_LABEL = "keyshelf-key-fingerprint-";

  /**
   * The time that data keys stay in memory. One data key seals many texts, and up to {@link
   * #MOST_REMEMBERED} are kept for opening.
   */
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private static final int MOST_REMEMBERED = 64;

  private final MasterKey master;
  private final Map<ByteBuffer, Remembered> opened =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Remembered> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private @Nullable Remembered sealing;

  /** The hash keys by version, from 1. Empty until one is needed. */
  private List<byte[]> hashKeys = List.of();

  private final int current;

  /** Creates a vault that makes fingerprints with the newest version of the hash key. */
  EnvelopeVault(MasterKey master) {
    this(master, master.hashKeyVersions());
  }

  /**
   * Creates a vault that makes fingerprints with one version of the hash key.
   *
   * @throws IllegalArgumentException if the version does not exist
   */
  EnvelopeVault(MasterKey master, int current) {
    if (current < 1 || current > master.hashKeyVersions()) {
      throw new IllegalArgumentException(
          "the version of the hash key is %s, must be from 1 to %s"
              .formatted(current, master.hashKeyVersions()));
    }
    this.master = master;
    this.current = current;
  }

  @SuppressWarnings("ArrayRecordComponent") // Keys are never compared.
  private record Remembered(byte[] plain, byte[] wrapped, long sinceNanos) {
    boolean isFresh() {
      return System.nanoTime() - sinceNanos < REMEMBERED.toNanos();
    }
  }

  @Override
  public Sealed seal(String plain, String boundTo) {
    return seal(sealingKey(), plain, bound(boundTo));
  }

  @Override
  public Sealer sealer() {
    var fresh = master.generate();
    var key = new Remembered(fresh.plain(), fresh.wrapped(), System.nanoTime());
    return (plain, boundTo) -> seal(key, plain, bound(boundTo));
  }

  @Override
  public int fingerprintVersion() {
    return current;
  }

  private static Sealed seal(Remembered key, String plain, String boundTo) {
    var nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    var ciphertext =
        cipher(
            Cipher.ENCRYPT_MODE,
            key.plain(),
            nonce,
            boundTo,
            plain.getBytes(StandardCharsets.UTF_8));
    var bytes =
        ByteBuffer.allocate(
                1 + Short.BYTES + key.wrapped().length + NONCE_BYTES + ciphertext.length)
            .put(FORMAT)
            .putShort((short) key.wrapped().length)
            .put(key.wrapped())
            .put(nonce)
            .put(ciphertext)
            .array();
    return new Sealed(Base64.getEncoder().encodeToString(bytes));
  }

  private String bound(String boundTo) {
    return master.purpose().text() + " " + boundTo;
  }

  @Override
  public String open(Sealed sealed, String boundTo) {
    var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.ciphertext()));
    return switch (bytes.get()) {
      case FORMAT -> open(bytes, bound(boundTo), master::unwrap);
      case UNBOUND -> open(bytes, boundTo, master::unwrapUnbound);
      default -> throw new IllegalStateException("a sealed text has an unknown format");
    };
  }

  private String open(ByteBuffer bytes, String boundTo, UnaryOperator<byte[]> unwrapping) {
    var wrapped = new byte[bytes.getShort()];
    bytes.get(wrapped);
    var nonce = new byte[NONCE_BYTES];
    bytes.get(nonce);
    var ciphertext = new byte[bytes.remaining()];
    bytes.get(ciphertext);
    var plain =
        cipher(Cipher.DECRYPT_MODE, openingKey(wrapped, unwrapping), nonce, boundTo, ciphertext);
    return new String(plain, StandardCharsets.UTF_8);
  }

  @Override
  public Fingerprint hashes(String plain) {
    var text = plain.getBytes(StandardCharsets.UTF_8);
    var hashes =
        new ArrayList<>(
            hashKeys().stream().map(key -> HexFormat.of().formatHex(hmac(key, text))).toList());
    var kept = hashes.remove(current - 1);
    return new Fingerprint(kept, hashes);
  }

  @Override
  public KeyRing ring() {
    return master.ring();
  }

  /** Returns the label with which a version of the hash key is made. */
  static String labelOf(int version) {
    return FINGERPRINT_LABEL + version;
  }

  /** Returns a fingerprint of a key, which reveals nothing else of it. */
  static String fingerprintOf(byte[] key) {
    var hash = hmac(key, RING_LABEL.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).substring(0, SHORT);
  }

  private synchronized List<byte[]> hashKeys() {
    if (hashKeys.isEmpty()) {
      hashKeys =
          IntStream.rangeClosed(1, master.hashKeyVersions())
              .mapToObj(version -> master.hashKey(version, labelOf(version)))
              .toList();
    }
    return hashKeys;
  }

  private synchronized Remembered sealingKey() {
    if (sealing == null || !sealing.isFresh()) {
      var fresh = master.generate();
      sealing = new Remembered(fresh.plain(), fresh.wrapped(), System.nanoTime());
    }
    return sealing;
  }

  private synchronized byte[] openingKey(byte[] wrapped, UnaryOperator<byte[]> unwrapping) {
    var remembered = opened.get(ByteBuffer.wrap(wrapped));
    if (remembered == null || !remembered.isFresh()) {
      remembered = new Remembered(unwrapping.apply(wrapped), wrapped, System.nanoTime());
      opened.put(ByteBuffer.wrap(wrapped), remembered);
    }
    return remembered.plain();
  }

  static byte[] hmac(byte[] key, byte[] message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
    }
  }

  static byte[] cipher(int mode, byte[] key, byte[] nonce, String boundTo, byte[] input) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(boundTo.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException refused) {
      throw new IllegalStateException("a sealed text cannot be decrypted", refused);
    }
  }
}
