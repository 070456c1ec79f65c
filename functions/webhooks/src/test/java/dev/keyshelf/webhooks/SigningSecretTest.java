package dev.keyshelf.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.keyshelf.domain.webhook.SigningSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Verifies signatures as receivers do: with the library of Standard Webhooks. */
class SigningSecretTest {
  private static final String ID = "01JZ0000000000000000000001";
  private static final byte[] BODY =
      "{\"number\":7,\"name\":\"Größe\"}".getBytes(StandardCharsets.UTF_8);

  /** A fixed secret: the bytes from 0 on for HMAC, then the key of test 1 of RFC 8032. */
  private static final SigningSecret FIXED =
      SigningSecret.of(
          base64(
              HexFormat.of()
                  .parseHex(
                      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
                          + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
                          + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")));

  /** The library compares with the machine's clock, so what it verifies has the machine's time. */
  private final Instant now = Instant.now();

  @Test
  void isVerifiedByTheLibrary() {
    var secret = SigningSecret.random();

    assertThatCode(() -> verify(secret, ID, now, BODY, header(now, secret)))
        .doesNotThrowAnyException();
  }

  @Test
  void isVerifiedWithEitherOfTwoSecrets() {
    var older = SigningSecret.random();
    var newer = SigningSecret.random();
    var header = header(now, newer, older);

    assertThatCode(() -> verify(newer, ID, now, BODY, header)).doesNotThrowAnyException();
    assertThatCode(() -> verify(older, ID, now, BODY, header)).doesNotThrowAnyException();
    assertRefused(() -> verify(SigningSecret.random(), ID, now, BODY, header));
  }

  @Test
  void isRefusedForAnyChangedByte() {
    var secret = SigningSecret.random();
    var header = header(now, secret);

    for (var place = 0; place < BODY.length; place++) {
      var changed = BODY.clone();
      changed[place] ^= 1;
      assertRefused(() -> verify(secret, ID, now, changed, header));
    }
  }

  @Test
  void isRefusedForAnotherId() {
    var secret = SigningSecret.random();

    assertRefused(() -> verify(secret, ID.replace('1', '2'), now, BODY, header(now, secret)));
  }

  @Test
  void isRefusedForAnotherTime() {
    var secret = SigningSecret.random();

    assertRefused(() -> verify(secret, ID, now.plusSeconds(1), BODY, header(now, secret)));
  }

  @Test
  void isRefusedWhenItIsOld() {
    var secret = SigningSecret.random();
    var before = now.minus(Duration.ofMinutes(6));

    assertRefused(() -> verify(secret, ID, before, BODY, header(before, secret)));
  }

  @Test
  void signsWithEd25519AsTheStandardDefinesIt() throws GeneralSecurityException {
    var at = Instant.parse("2026-03-01T12:00:00.999Z");
    var signature = header(at, FIXED).split(" ")[1];

    assertThat(signature).startsWith("v1a,");
    assertThat(verified(FIXED, ID + ".1772366400.", BODY, signature)).isTrue();
    assertThat(verified(FIXED, ID + ".1772366401.", BODY, signature)).isFalse();
    assertThat(verified(SigningSecret.random(), ID + ".1772366400.", BODY, signature)).isFalse();
  }

  /** The console's tests verify the same with the library for JavaScript. */
  @Test
  void signsTheExample() throws IOException {
    // The signatures were made by openssl with the same keys.
    var example = example();

    assertThat(FIXED.secret()).isEqualTo(example.path("secret").textValue());
    assertThat(SigningSecret.PUBLIC_PREFIX + FIXED.publicKey())
        .isEqualTo(example.path("publicKey").textValue());
    assertThat(BODY).asString(StandardCharsets.UTF_8).isEqualTo(example.path("body").textValue());
    assertThat(ID).isEqualTo(example.at("/headers/webhook-id").textValue());
    assertThat(header(Instant.ofEpochSecond(1_772_366_400), FIXED))
        .isEqualTo(example.at("/headers/webhook-signature").textValue());
  }

  @Test
  void isTheSameAfterItsTextWasRead() {
    var secret = SigningSecret.random();
    var read = SigningSecret.of(secret.text());

    assertThat(read.secret()).isEqualTo(secret.secret());
    assertThat(read.publicKey()).isEqualTo(secret.publicKey());
    assertThat(header(now, read)).isEqualTo(header(now, secret));
  }

  @Test
  void isAnotherEachTime() {
    assertThat(Stream.generate(SigningSecret::random).limit(20).map(SigningSecret::text))
        .doesNotHaveDuplicates();
  }

  @Test
  void refusesATextOfAnotherLength() {
    assertThatThrownBy(() -> SigningSecret.of(base64(new byte[64])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static JsonNode example() throws IOException {
    try (var file =
        Objects.requireNonNull(SigningSecretTest.class.getResourceAsStream("signed.json"))) {
      return new ObjectMapper().readTree(file);
    }
  }

  private static String header(Instant at, SigningSecret... secrets) {
    return SigningSecret.signatures(List.of(secrets), ID, at, BODY);
  }

  private static void verify(
      SigningSecret secret, String id, Instant at, byte[] body, String header) throws Exception {
    new Webhook(secret.secret())
        .verify(
            new String(body, StandardCharsets.UTF_8),
            Map.of(
                "webhook-id", List.of(id),
                "webhook-timestamp", List.of(Long.toString(at.getEpochSecond())),
                "webhook-signature", List.of(header)));
  }

  private static void assertRefused(ThrowingCallable verification) {
    assertThatThrownBy(verification).isInstanceOf(WebhookVerificationException.class);
  }

  private static boolean verified(SigningSecret secret, String head, byte[] body, String signature)
      throws GeneralSecurityException {
    // The fixed beginning of an Ed25519 key in X.509 (RFC 8410).
    var encoded =
        HexFormat.of()
            .parseHex(
                "302a300506032b6570032100"
                    + HexFormat.of().formatHex(Base64.getDecoder().decode(secret.publicKey())));
    var verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    verifier.update(head.getBytes(StandardCharsets.UTF_8));
    verifier.update(body);
    return verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
