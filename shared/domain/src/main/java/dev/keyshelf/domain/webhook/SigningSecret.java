package dev.keyshelf.domain.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a webhook signs its deliveries with, as Standard Webhooks defines it: a secret that it
 * shares with its receiver, for HMAC-SHA256 ({@code v1}), and an Ed25519 key, of which the receiver
 * needs the public half only ({@code v1a}). Its text is to be sealed.
 */
public final class SigningSecret {
  /** The beginning of a shared secret. */
  public static final String SECRET_PREFIX = "whsec_";

  /** The beginning of a public key. */
  public static final String PUBLIC_PREFIX = "whpk_";

  private static final String HMAC = "HmacSHA256";
  private static final String ED25519 = "Ed25519";
  private static final int BYTES = 32;

  private final byte[] shared;
  private final byte[] seed;
  private final byte[] publicKey;
  private final PrivateKey privateKey;

  private SigningSecret(byte[] shared, byte[] seed, byte[] publicKey) {
    this.shared = shared;
    this.seed = seed;
    this.publicKey = publicKey;
    try {
      this.privateKey =
          KeyFactory.getInstance(ED25519)
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has Ed25519", impossible);
    }
  }

  /** Returns a new random secret. */
  public static SigningSecret random() {
    var shared = new byte[BYTES];
    new SecureRandom().nextBytes(shared);
    try {
      var pair = KeyPairGenerator.getInstance(ED25519).generateKeyPair();
      var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      // The encoded form ends with the key, as Ed25519 writes it.
      var encoded = pair.getPublic().getEncoded();
      return new SigningSecret(
          shared, seed, Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has Ed25519", impossible);
    }
  }

  /**
   * Returns the secret with this {@link #text}.
   *
   * @throws IllegalArgumentException if malformed
   */
  public static SigningSecret of(String text) {
    var bytes = Base64.getDecoder().decode(text);
    if (bytes.length != 3 * BYTES) {
      throw new IllegalArgumentException("a signing secret has 96 bytes");
    }
    return new SigningSecret(
        Arrays.copyOf(bytes, BYTES),
        Arrays.copyOfRange(bytes, BYTES, 2 * BYTES),
        Arrays.copyOfRange(bytes, 2 * BYTES, 3 * BYTES));
  }

  /** Returns all of it as text: the shared secret, and both halves of the Ed25519 key. */
  public String text() {
    var bytes = Arrays.copyOf(shared, 3 * BYTES);
    System.arraycopy(seed, 0, bytes, BYTES, BYTES);
    System.arraycopy(publicKey, 0, bytes, 2 * BYTES, BYTES);
    return base64(bytes);
  }

  /** Returns what the receiver needs to verify {@code v1}: {@code whsec_} and Base64. */
  public String secret() {
    return SECRET_PREFIX + base64(shared);
  }

  /** Returns the 32 bytes of the public key in Base64, without {@link #PUBLIC_PREFIX}. */
  public String publicKey() {
    return base64(publicKey);
  }

  /**
   * Returns the header {@code webhook-signature}: two signatures of each secret.
   *
   * @param secrets those that hold, the newest first
   * @param id the header {@code webhook-id}
   * @param at the header {@code webhook-timestamp}; only its whole seconds count
   */
  public static String signatures(List<SigningSecret> secrets, String id, Instant at, byte[] body) {
    var head = (id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
    var signed = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, signed, head.length, body.length);
    return secrets.stream()
        .map(secret -> "v1," + secret.hmac(signed) + " v1a," + secret.ed25519(signed))
        .collect(Collectors.joining(" "));
  }

  private String hmac(byte[] signed) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(shared, HMAC));
      return base64(mac.doFinal(signed));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
    }
  }

  private String ed25519(byte[] signed) {
    try {
      var signer = Signature.getInstance(ED25519);
      signer.initSign(privateKey);
      signer.update(signed);
      return base64(signer.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a key made by this class can sign", impossible);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
