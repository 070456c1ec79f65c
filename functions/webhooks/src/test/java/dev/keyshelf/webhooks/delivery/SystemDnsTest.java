package dev.keyshelf.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.webhook.DeliveryResult.Failure;
import dev.keyshelf.domain.webhook.Reach;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sender as the function has it, with the machine's answers about names. They come from a file,
 * in a JVM of its own.
 */
class SystemDnsTest {
  @TempDir private Path folder;

  @Test
  void refusesANameOfThisMachine() throws Exception {
    try (var receiver = FakeReceiver.answering("HTTP/1.1 204 No Content\n\n")) {
      assertThat(sent(List.of(receiver.address().getHostAddress())))
          .isEqualTo(Sending.unanswered(Failure.NOT_PUBLIC).toString());
      assertThat(receiver.connections()).isZero();
    }
  }

  @Test
  void looksAtEachAddressOfTheName() throws Exception {
    try (var receiver = FakeReceiver.answering("HTTP/1.1 204 No Content\n\n")) {
      assertThat(sent(List.of("93.184.216.34", receiver.address().getHostAddress())))
          .isEqualTo(Sending.unanswered(Failure.NOT_PUBLIC).toString());
      assertThat(receiver.connections()).isZero();
    }
  }

  @Test
  void findsNoAddressOfANameThatDnsDoesNotKnow() throws Exception {
    assertThat(sent(List.of())).isEqualTo(Sending.unanswered(Failure.NOT_RESOLVED).toString());
  }

  private String sent(List<String> addresses) throws Exception {
    var hosts = folder.resolve("hosts");
    Files.write(hosts, addresses.stream().map(each -> each + " " + Certificates.HOST).toList());
    var options = new ArrayList<>(Certificates.trustedBy(folder));
    options.add("-Djdk.net.hosts.file=" + hosts);
    return OtherJvm.run(Program.class, options, Map.of());
  }

  /** Sends one message. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      try (var receivers = new HttpsReceivers(Reach.PUBLIC)) {
        System.out.println(receivers.send(Sending.ADDRESS, Sending.MESSAGE));
      }
    }
  }
}
