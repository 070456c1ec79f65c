package dev.keyshelf.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.webhook.DeliveryResult.Failure;
import dev.keyshelf.domain.webhook.Reach;
import dev.keyshelf.domain.webhook.WebhookAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sender as the function makes it. It sends in a JVM of its own, whose answers about names come
 * from a file.
 */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class UsualSenderTest {
  private static final String ADDRESS = Sending.ADDRESS.text();

  @TempDir private Path folder;

  @Test
  void refusesANameOfThisMachine() throws Exception {
    try (var receiver = FakeReceiver.answering("HTTP/1.1 204 No Content\n\n")) {
      assertThat(sent(Reach.PUBLIC, ADDRESS, List.of(place(receiver))))
          .isEqualTo(Sending.unanswered(Failure.NOT_PUBLIC).toString());
      assertThat(receiver.connections()).isZero();
    }
  }

  @Test
  void looksAtEachAddressOfTheName() throws Exception {
    try (var receiver = FakeReceiver.answering("HTTP/1.1 204 No Content\n\n")) {
      assertThat(sent(Reach.PUBLIC, ADDRESS, List.of("93.184.216.34", place(receiver))))
          .isEqualTo(Sending.unanswered(Failure.NOT_PUBLIC).toString());
      assertThat(receiver.connections()).isZero();
    }
  }

  @Test
  void findsNoAddressOfANameThatDnsDoesNotKnow() throws Exception {
    assertThat(sent(Reach.PUBLIC, ADDRESS, List.of()))
        .isEqualTo(Sending.unanswered(Failure.NOT_RESOLVED).toString());
  }

  @Test
  void endsAnAttemptAfterTenSeconds() throws Exception {
    try (var receiver = FakeReceiver.raw(FakeReceiver.Peer::waitForTheEnd)) {
      var begun = System.nanoTime();

      assertThat(sent(Reach.LOOPBACK_TOO, "http://localhost:8443/", List.of(place(receiver))))
          .isEqualTo(Sending.unanswered(Failure.TIMED_OUT).toString());
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(10));
    }
  }

  private static String place(FakeReceiver receiver) {
    return receiver.address().getHostAddress();
  }

  /** Sends where both the usual host and localhost have these addresses. */
  private String sent(Reach reach, String address, List<String> addresses)
      throws IOException, InterruptedException {
    var hosts = folder.resolve("hosts");
    Files.write(
        hosts, addresses.stream().map(each -> each + " localhost " + Certificates.HOST).toList());
    var options = new ArrayList<>(Certificates.trustedBy(folder));
    options.add("-Djdk.net.hosts.file=" + hosts);
    return OtherJvm.run(Program.class, options, Map.of(), reach.name(), address);
  }

  /** Sends one message to the address of its second argument. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      try (var receivers = new HttpsReceivers(Reach.valueOf(args[0]))) {
        System.out.println(receivers.send(new WebhookAddress(args[1]), Sending.MESSAGE));
      }
    }
  }
}
