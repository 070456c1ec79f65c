package dev.keyshelf.webhooks.delivery;

import static dev.keyshelf.webhooks.delivery.Sending.ADDRESS;
import static dev.keyshelf.webhooks.delivery.Sending.LONG;
import static dev.keyshelf.webhooks.delivery.Sending.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.webhook.DeliveryResult;
import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.DeliveryResult.Failure;
import dev.keyshelf.domain.webhook.Reach;
import dev.keyshelf.domain.webhook.WebhookAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of DNS that would lead a webhook to what it must not reach. */
class ResolutionTricksTest {
  private static final String PUBLIC = "93.184.216.34";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "private, 10.0.0.1",
    "private, 172.16.0.1",
    "private, 192.168.1.1",
    "shared by a carrier, 100.64.0.1",
    "link-local, 169.254.1.1",
    "metadata, 169.254.169.254",
    "metadata in IPv6, fd00:ec2::254",
    "metadata of a second cloud, 100.100.100.200",
    "metadata of a third cloud, 192.0.0.192",
    "NAT64 of the metadata, 64:ff9b::a9fe:a9fe",
    "loopback, 127.0.0.1",
    "loopback elsewhere, 127.8.8.8",
    "loopback in IPv6, ::1",
    "mapped loopback, ::ffff:127.0.0.1",
    "compatible loopback, ::127.0.0.1",
    "NAT64 of loopback, 64:ff9b::7f00:1",
    "NAT64 of a network, 64:ff9b:1::1",
    "6to4 of loopback, 2002:7f00:1::",
    "Teredo, 2001:0:7f00:1::1",
    "unspecified, 0.0.0.0",
    "unspecified in IPv6, ::",
    "multicast, 224.0.0.1",
    "multicast in IPv6, ff02::1",
    "broadcast, 255.255.255.255",
    "reserved, 240.0.0.1",
    "benchmarks, 198.18.0.1",
    "protocols, 192.0.0.9",
    "6to4 relays, 192.88.99.1",
    "discard, 100::1",
    "ORCHID, 2001:20::1",
    "segment routing, 5f00::1",
    "documentation, 192.0.2.1",
    "documentation in IPv6, 2001:db8::1",
    "unique local, fc00::1",
    "link-local in IPv6, fe80::1",
    "site-local, fec0::1",
    "a public one and a private one, 93.184.216.34 10.0.0.1",
    "a private one and a public one, 10.0.0.1 93.184.216.34",
    "public in IPv4 and unique local in IPv6, 93.184.216.34 fd00::1",
    "private in IPv4 and public in IPv6, 2a05:d018::1 10.0.0.1",
    "many public ones and the metadata, 93.184.216.34 2a05:d018::1 1.1.1.1 169.254.169.254"
  })
  void refusesTheHost(String name, String answer) {
    var resolved = Stream.of(answer.split(" ")).map(InetAddress::ofLiteral).toList();

    assertThat(send(_ -> resolved)).as(name).isEqualTo(Sending.unanswered(Failure.NOT_PUBLIC));
  }

  @Test
  void connectsNothingIfOneOfTheAddressesIsNotPublic() {
    try (var receiver = FakeReceiver.answering("HTTP/1.1 204 No Content\n\n");
        var receivers =
            receivers(
                _ -> List.of(receiver.address(), InetAddress.ofLiteral("10.0.0.1")),
                address -> address.equals(receiver.address()))) {
      assertThat(receivers.send(ADDRESS, MESSAGE))
          .isEqualTo(Sending.unanswered(Failure.NOT_PUBLIC));
      assertThat(receiver.connections()).isZero();
    }
  }

  @Test
  void refusesAHostWithoutAddresses() {
    assertThat(send(_ -> List.of())).isEqualTo(Sending.unanswered(Failure.NOT_RESOLVED));
  }

  @Test
  void refusesAHostThatDnsDoesNotKnow() {
    assertThat(
            send(
                host -> {
                  throw new UnknownHostException(host);
                }))
        .isEqualTo(Sending.unanswered(Failure.NOT_RESOLVED));
  }

  @Test
  void endsALookupThatTakesTooLong() {
    var never = new CountDownLatch(1);
    Resolver slow =
        _ -> {
          try {
            never.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          return List.of(InetAddress.ofLiteral(PUBLIC));
        };
    try (var receivers =
        new HttpsReceivers(
            Reach.PUBLIC, new Guard(slow), Certificates.trusted(), Duration.ofMillis(50))) {
      assertThat(receivers.send(ADDRESS, MESSAGE)).isEqualTo(Sending.unanswered(Failure.TIMED_OUT));
    } finally {
      never.countDown();
    }
  }

  /** DNS rebinding: the second answer leads to loopback, after the first one was checked. */
  @Test
  void resolvesOnceAndConnectsToWhatItChecked() {
    try (var receiver = FakeReceiver.answering("HTTP/1.1 204 No Content\n\n");
        var trap = FakeReceiver.answering("HTTP/1.1 200 OK\nContent-Length: 0\n\n")) {
      var asked = new ArrayList<String>();
      Resolver rebinding =
          host -> {
            asked.add(host);
            return List.of(asked.size() == 1 ? receiver.address() : trap.address());
          };
      var receivers = receivers(rebinding, receiver.address()::equals);
      assertThat(receivers.send(ADDRESS, MESSAGE)).isEqualTo(new Answered(204, ""));
      assertThat(receivers.send(ADDRESS, MESSAGE)).isEqualTo(new Answered(204, ""));
      assertThat(asked).containsExactly(Certificates.HOST);

      receivers.close();
      assertThat(receivers.send(ADDRESS, MESSAGE))
          .isEqualTo(Sending.unanswered(Failure.NOT_PUBLIC));
      assertThat(asked).hasSize(2);
      assertThat(trap.connections()).isZero();
    }
  }

  @Test
  void checksAgainBeforeItReplacesAKeptConnectionThatHasEnded() {
    try (var receiver =
            FakeReceiver.tls(
                Certificates.GOOD,
                peer -> {
                  peer.readRequest();
                  peer.write("HTTP/1.1 204 No Content\n\n");
                });
        var trap = FakeReceiver.answering("HTTP/1.1 204 No Content\n\n")) {
      var asked = new ArrayList<String>();
      Resolver rebinding =
          host -> {
            asked.add(host);
            return List.of(asked.size() == 1 ? receiver.address() : trap.address());
          };
      try (var receivers = receivers(rebinding, receiver.address()::equals)) {
        receivers.send(ADDRESS, MESSAGE);

        assertThat(receivers.send(ADDRESS, MESSAGE))
            .isEqualTo(Sending.unanswered(Failure.NOT_PUBLIC));
        assertThat(trap.connections()).isZero();
      }
    }
  }

  @Test
  void triesTheNextAddressIfOneDoesNotAccept() {
    try (var receiver = FakeReceiver.answering("HTTP/1.1 204 No Content\n\n");
        var receivers =
            receivers(_ -> List.of(FakeReceiver.notListening(), receiver.address()), _ -> true)) {
      assertThat(receivers.send(ADDRESS, MESSAGE)).isEqualTo(new Answered(204, ""));
    }
  }

  @Test
  void isNotConnectedIfNoAddressAccepts() {
    try (var receivers =
        receivers(
            _ -> List.of(FakeReceiver.notListening(), FakeReceiver.notListening()), _ -> true)) {
      assertThat(receivers.send(ADDRESS, MESSAGE))
          .isEqualTo(Sending.unanswered(Failure.NOT_CONNECTED));
    }
  }

  /** A webhook that a developer made with loopback allowed, where it is not. */
  @ParameterizedTest
  @ValueSource(strings = {"http://localhost/", "https://127.0.0.1:8443/", "http://[::1]:8080/"})
  void refusesStoredAddressesOfThisMachine(String address) {
    try (var receivers =
        receivers(
            _ -> {
              throw new AssertionError("resolved");
            },
            _ -> true)) {
      assertThat(receivers.send(new WebhookAddress(address), MESSAGE))
          .isEqualTo(Sending.unanswered(Failure.ADDRESS_REFUSED));
    }
  }

  @Test
  void refusesALocalhostThatIsNotThisMachine() {
    var guard = new Guard(_ -> List.of(InetAddress.ofLiteral("10.0.0.1")), _ -> true);
    try (var receivers =
        new HttpsReceivers(Reach.LOOPBACK_TOO, guard, Certificates.trusted(), LONG)) {
      assertThat(receivers.send(new WebhookAddress("http://localhost:8080/"), MESSAGE))
          .isEqualTo(Sending.unanswered(Failure.NOT_PUBLIC));
    }
  }

  @Test
  void refusesANameOfThisMachineEvenWhereLoopbackIsAllowed() {
    var guard = new Guard(_ -> List.of(InetAddress.getLoopbackAddress()));
    try (var receivers =
        new HttpsReceivers(Reach.LOOPBACK_TOO, guard, Certificates.trusted(), LONG)) {
      assertThat(receivers.send(ADDRESS, MESSAGE))
          .isEqualTo(Sending.unanswered(Failure.NOT_PUBLIC));
    }
  }

  private static DeliveryResult send(Resolver resolver) {
    try (var receivers =
        new HttpsReceivers(Reach.PUBLIC, new Guard(resolver), Certificates.trusted(), LONG)) {
      return receivers.send(ADDRESS, MESSAGE);
    }
  }

  private static HttpsReceivers receivers(Resolver resolver, Predicate<InetAddress> isPublic) {
    return new HttpsReceivers(
        Reach.PUBLIC, new Guard(resolver, isPublic), Certificates.trusted(), LONG);
  }
}
