package dev.keyshelf.webhooks.delivery;

import static dev.keyshelf.webhooks.delivery.Sending.ADDRESS;
import static dev.keyshelf.webhooks.delivery.Sending.LONG;
import static dev.keyshelf.webhooks.delivery.Sending.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.DeliveryResult.Failure;
import dev.keyshelf.domain.webhook.Reach;
import dev.keyshelf.webhooks.delivery.FakeReceiver.Conversation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers by which a receiver could send a webhook elsewhere, or hold it up. */
class AnswerTricksTest {
  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 307, 308})
  void followsNoRedirectToLoopback(int status) {
    try (var trap = FakeReceiver.answering("HTTP/1.1 204 No Content\n\n");
        var receiver = FakeReceiver.answering(redirect(status, trap))) {
      assertThat(Sending.send(receiver)).isEqualTo(new Answered(status, ""));
      assertThat(receiver.requests()).hasSize(1);
      assertThat(trap.connections()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "302, https://evil.example.com:8443/",
    "307, https://hooks.example.com:8443/other",
    "308, //evil.example.com/",
    "302, file:///etc/passwd"
  })
  void followsNoRedirectToAnotherPlace(int status, String location) {
    try (var receiver =
        FakeReceiver.answering(
            "HTTP/1.1 %s Moved\nLocation: %s\nContent-Length: 0\n\n".formatted(status, location))) {
      assertThat(Sending.send(receiver)).isEqualTo(new Answered(status, ""));
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  /** A success that names another place: at once, in a moment, or for the next message. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Location: https://evil.example.com:8443/",
        "Refresh: 0; url=https://evil.example.com:8443/",
        "Alt-Svc: h2=\"evil.example.com:8443\"; ma=3600"
      })
  void goesNowhereForAHeaderOfASuccess(String header) {
    try (var trap = FakeReceiver.answering("HTTP/1.1 204 No Content\n\n");
        var receiver =
            FakeReceiver.answering("HTTP/1.1 200 OK\n%s\nContent-Length: 0\n\n".formatted(header));
        var receivers =
            new HttpsReceivers(
                Reach.PUBLIC,
                new Guard(host -> List.of(placeOf(host, receiver, trap)), _ -> true),
                Certificates.trusted(),
                LONG)) {
      assertThat(receivers.send(ADDRESS, MESSAGE)).isEqualTo(new Answered(200, ""));
      assertThat(receivers.send(ADDRESS, MESSAGE)).isEqualTo(new Answered(200, ""));

      assertThat(receiver.requests()).hasSize(2);
      assertThat(trap.connections()).isZero();
    }
  }

  @Test
  void sendsNoCookieThatItGot() {
    try (var receiver =
            FakeReceiver.answering(
                "HTTP/1.1 200 OK\nSet-Cookie: a=b; Path=/\nContent-Length: 0\n\n");
        var receivers = Sending.to(receiver, LONG)) {
      receivers.send(ADDRESS, MESSAGE);
      receivers.send(ADDRESS, MESSAGE);

      assertThat(receiver.requests())
          .hasSize(2)
          .noneMatch(request -> request.toLowerCase(Locale.ROOT).contains("cookie"));
    }
  }

  @ParameterizedTest
  @CsvSource({"401, WWW-Authenticate: Basic", "407, Proxy-Authenticate: NTLM"})
  void answersNoRequestForCredentials(int status, String header) {
    try (var receiver =
        FakeReceiver.answering(
            "HTTP/1.1 %s Who\n%s\nContent-Length: 0\n\n".formatted(status, header))) {
      assertThat(Sending.send(receiver)).isEqualTo(new Answered(status, ""));
      assertThat(receiver.requests())
          .singleElement()
          .asString()
          .doesNotContainIgnoringCase("authorization");
    }
  }

  @Test
  void retriesNothingOfItsOwn() {
    try (var receiver =
        FakeReceiver.answering("HTTP/1.1 503 Busy\nRetry-After: 0\nContent-Length: 0\n\n")) {
      assertThat(Sending.send(receiver)).isEqualTo(new Answered(503, ""));
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  /** A body of twenty megabytes, in twenty kilobytes. */
  @Test
  void unpacksNoCompressedBody() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      var zeros = new byte[1_000_000];
      for (var megabyte = 0; megabyte < 20; megabyte++) {
        gzip.write(zeros);
      }
    }
    try (var receiver =
        FakeReceiver.tls(
            Certificates.GOOD,
            peer -> {
              peer.readRequest();
              peer.write(
                  "HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: %s\n\n"
                      .formatted(packed.size()));
              peer.write(packed.toByteArray());
            })) {
      var result = Sending.send(receiver);

      assertThat(result).isInstanceOf(Answered.class);
      assertThat(((Answered) result).excerpt())
          .hasSizeLessThanOrEqualTo(1_024)
          .startsWith("\u001f");
      assertThat(receiver.requests().getFirst()).doesNotContainIgnoringCase("accept-encoding");
    }
  }

  static Stream<Arguments> endlessBodies() {
    return Stream.of(
        Arguments.of("of no length", "HTTP/1.1 200 OK\n\n", "x".repeat(100)),
        Arguments.of(
            "of a huge length",
            "HTTP/1.1 200 OK\nContent-Length: 9000000000000000000\n\n",
            "x".repeat(100)),
        Arguments.of(
            "in chunks",
            "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n",
            "64\n" + "x".repeat(100) + "\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endlessBodies")
  void readsTheFirstKilobyteOfAnEndlessBody(String name, String head, String part) {
    try (var receiver = FakeReceiver.tls(Certificates.GOOD, endless(head, part))) {
      assertThat(Sending.send(receiver)).as(name).isEqualTo(new Answered(200, "x".repeat(1_024)));
    }
  }

  static Stream<Arguments> endlessHeads() {
    return Stream.of(
        Arguments.of("headers", "HTTP/1.1 200 OK\n", "A: b\n"),
        Arguments.of("a header of many lines", "HTTP/1.1 200 OK\nA: b\n", " c\n"),
        Arguments.of("one header", "HTTP/1.1 200 OK\nA: ", "bbbbbbbb"),
        Arguments.of("a reason", "HTTP/1.1 200 ", "OK OK OK"),
        Arguments.of("empty lines", "", "\n"),
        Arguments.of("continuations (100)", "", "HTTP/1.1 100 Continue\n\n"),
        Arguments.of("early hints (103)", "", "HTTP/1.1 103 Early Hints\nLink: </a>\n\n"),
        Arguments.of(
            "trailers", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\ntext\n0\n", "A: b\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endlessHeads")
  void readsNoEndless(String name, String head, String part) {
    try (var receiver = FakeReceiver.tls(Certificates.GOOD, endless(head, part))) {
      assertThat(Sending.send(receiver))
          .as(name)
          .isEqualTo(Sending.unanswered(Failure.BROKEN_ANSWER));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\nContent-Length: 4\n\ntext",
        "HTTP/1.1 103 Early Hints\nLink: </a>\n\nHTTP/1.1 200 OK\nContent-Length: 4\n\ntext",
        "HTTP/1.1 102 Processing\n\nHTTP/1.1 103 Early Hints\n\n"
            + "HTTP/1.1 200 OK\nContent-Length: 4\n\ntext"
      })
  void waitsForTheAnswerAfterAFewInterimOnes(String answer) {
    try (var receiver = FakeReceiver.answering(answer)) {
      assertThat(Sending.send(receiver)).isEqualTo(new Answered(200, "text"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>HTTP/0.9</html>\n",
        "SSH-2.0-OpenSSH_9.6\n",
        "HTTP/1.1\n\n",
        "HTTP/1.1 OK\n\n",
        "HTTP/1.1 0 Zero\n\n",
        "HTTP/1.1 99 Few\n\n",
        "HTTP/1.1 600 Many\n\n",
        "HTTP/1.1 -200 Negative\n\n",
        "HTTP/1.1 99999999999 Overflow\n\n",
        "HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\n\n",
        "HTTP/2 200\n\n",
        "HTTP/-1.1 200 OK\n\n",
        "HTTP/1.1 200 OK\nno colon\n\n",
        "HTTP/1.1 200 OK\nContent-Length: many\n\n",
        "HTTP/1.1 200 OK\nContent-Length: -1\n\n",
        "HTTP/1.1 200 OK\nContent-Length: 10\n\ntext",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nzz\ntext\n0\n\n",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n-4\ntext\n0\n\n",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n8\ntext",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\ntext\n"
      })
  void takesNothingElseForAnAnswer(String answer) {
    try (var receiver =
        FakeReceiver.tls(
            Certificates.GOOD,
            peer -> {
              peer.readRequest();
              peer.write(answer);
            })) {
      assertThat(Sending.send(receiver)).isEqualTo(Sending.unanswered(Failure.BROKEN_ANSWER));
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  private static Conversation endless(String head, String part) {
    return peer -> {
      peer.readRequest();
      peer.write(head);
      var parts = part.repeat(100);
      while (true) {
        peer.write(parts);
      }
    };
  }

  /** Returns where a host is: only that of the usual address is the receiver. */
  private static InetAddress placeOf(String host, FakeReceiver receiver, FakeReceiver trap) {
    return (host.equals(Certificates.HOST) ? receiver : trap).address();
  }

  private static String redirect(int status, FakeReceiver trap) {
    return "HTTP/1.1 %s Moved\nLocation: https://%s:8443/\nContent-Length: 0\n\n"
        .formatted(status, trap.address().getHostAddress());
  }
}
