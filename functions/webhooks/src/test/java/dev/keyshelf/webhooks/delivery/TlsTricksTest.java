package dev.keyshelf.webhooks.delivery;

import static dev.keyshelf.webhooks.delivery.Sending.ADDRESS;
import static dev.keyshelf.webhooks.delivery.Sending.LONG;
import static dev.keyshelf.webhooks.delivery.Sending.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.DeliveryResult.Failure;
import dev.keyshelf.domain.webhook.Reach;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers that are not the host of the address, or do not prove it. */
class TlsTricksTest {
  private static final String NO_CONTENT = "HTTP/1.1 204 No Content\n\n";

  @ParameterizedTest
  @EnumSource(value = Certificates.class, mode = Mode.EXCLUDE, names = "GOOD")
  void sendsNothingToAReceiverWithAnotherCertificate(Certificates certificate) {
    try (var receiver =
        FakeReceiver.tls(
            certificate,
            peer -> {
              peer.readRequest();
              peer.write(NO_CONTENT);
            })) {
      assertThat(Sending.send(receiver)).isEqualTo(Sending.unanswered(Failure.TLS_FAILED));
      assertThat(receiver.requests()).isEmpty();
    }
  }

  /** The usual sender trusts the authorities of the JDK, which the tests' authority is not. */
  @Test
  void trustsNoUnknownAuthority() {
    try (var receiver = FakeReceiver.answering(NO_CONTENT);
        var receivers =
            new HttpsReceivers(
                Reach.PUBLIC,
                new Guard(_ -> List.of(receiver.address()), _ -> true),
                Tls.trusted(),
                LONG)) {
      assertThat(receivers.send(ADDRESS, MESSAGE))
          .isEqualTo(Sending.unanswered(Failure.TLS_FAILED));
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 400 Bad\r\n\r\n", ""})
  void sendsNothingWithoutTls(String answer) {
    try (var receiver =
        FakeReceiver.raw(
            peer -> {
              peer.read(5);
              peer.write(answer);
            })) {
      assertThat(Sending.send(receiver)).isEqualTo(Sending.unanswered(Failure.TLS_FAILED));
    }
  }

  /** The receiver chooses an older version: SSL 3.0, TLS 1.0 or TLS 1.1. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void refusesOlderVersions(int minor) {
    var refusal = new CompletableFuture<String>();
    try (var receiver =
        FakeReceiver.raw(
            peer -> {
              var header = peer.read(5);
              peer.read(((header[3] & 0xff) << 8) | (header[4] & 0xff));
              peer.write(serverHello(minor));
              refusal.complete(HexFormat.of().formatHex(peer.read(7)));
            })) {
      assertThat(Sending.send(receiver)).isEqualTo(Sending.unanswered(Failure.TLS_FAILED));
      // A fatal alert (2): protocol_version (70).
      assertThat(refusal.join()).startsWith("15").endsWith("0246");
    }
  }

  @Test
  void offersTheTwoVersionsOfToday() {
    var hello = new CompletableFuture<String>();
    try (var receiver =
        FakeReceiver.raw(
            peer -> {
              var header = peer.read(5);
              var text = peer.read(((header[3] & 0xff) << 8) | (header[4] & 0xff));
              hello.complete(HexFormat.of().formatHex(text));
            })) {
      Sending.send(receiver);

      // The extensions supported_versions (43), with TLS 1.3 and 1.2, and server_name (0).
      assertThat(hello.join())
          .contains("002b00050403040303")
          .contains(
              HexFormat.of().formatHex(Certificates.HOST.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  @Test
  void reachesAReceiverThatProvesItsName() {
    try (var receiver = FakeReceiver.answering(NO_CONTENT)) {
      assertThat(Sending.send(receiver)).isEqualTo(new Answered(204, ""));
    }
  }

  private static byte[] serverHello(int minor) {
    // Version, 32 random bytes, no session, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, no compression.
    var body = "030" + minor + "11".repeat(32) + "00" + "c013" + "00";
    var handshake = "02" + "0000" + HexFormat.of().toHexDigits((byte) (body.length() / 2)) + body;
    return HexFormat.of()
        .parseHex(
            "160301"
                + "00"
                + HexFormat.of().toHexDigits((byte) (handshake.length() / 2))
                + handshake);
  }
}
