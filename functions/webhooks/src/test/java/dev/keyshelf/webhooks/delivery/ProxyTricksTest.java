package dev.keyshelf.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.Reach;
import dev.keyshelf.domain.webhook.WebhookAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings of the machine by which another program could be between a webhook and its receiver. */
class ProxyTricksTest {
  static Stream<List<String>> properties() {
    return Stream.of(
        List.of("-DsocksProxyHost=%s", "-DsocksProxyPort=8443", "-DsocksNonProxyHosts="),
        List.of("-Dhttps.proxyHost=%s", "-Dhttps.proxyPort=8443", "-Dhttp.nonProxyHosts="),
        List.of("-Dhttp.proxyHost=%s", "-Dhttp.proxyPort=8443", "-Dhttp.nonProxyHosts="),
        List.of("-Djava.net.useSystemProxies=true"));
  }

  @ParameterizedTest
  @MethodSource("properties")
  void usesNoProxyOfASystemProperty(List<String> properties) throws Exception {
    try (var proxy = FakeReceiver.raw(_ -> {});
        var receiver = receiver()) {
      var options = properties.stream().map(each -> each.formatted(place(proxy))).toList();

      assertThat(send(options, List.of(), receiver)).isEqualTo(new Answered(204, "").toString());
      assertThat(proxy.connections()).isZero();
    }
  }

  static Stream<List<String>> variables() {
    return Stream.of(
        List.of(
            "https_proxy=http://%s:8443", "HTTPS_PROXY=http://%s:8443", "no_proxy=", "NO_PROXY="),
        List.of("all_proxy=socks5://%s:8443", "ALL_PROXY=socks5://%s:8443"),
        List.of("http_proxy=http://%s:8443", "HTTP_PROXY=http://%s:8443"),
        List.of(
            "JAVA_TOOL_OPTIONS=-DsocksProxyHost=%s -DsocksProxyPort=8443 -DsocksNonProxyHosts="));
  }

  @ParameterizedTest
  @MethodSource("variables")
  void usesNoProxyOfAnEnvironmentVariable(List<String> variables) throws Exception {
    try (var proxy = FakeReceiver.raw(_ -> {});
        var receiver = receiver()) {
      var set = variables.stream().map(each -> each.formatted(place(proxy))).toList();

      assertThat(send(List.of(), set, receiver)).isEqualTo(new Answered(204, "").toString());
      assertThat(proxy.connections()).isZero();
    }
  }

  private static FakeReceiver receiver() {
    return FakeReceiver.raw(
        peer -> {
          while (peer.readRequest()) {
            peer.write("HTTP/1.1 204 No Content\n\n");
          }
        });
  }

  private static String place(FakeReceiver proxy) {
    return proxy.address().getHostAddress();
  }

  /** Sends in a JVM of its own, and returns what came of it. */
  private static String send(List<String> options, List<String> variables, FakeReceiver receiver)
      throws IOException, InterruptedException {
    var command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                options.stream(),
                Stream.of(
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Program.class.getName(),
                    place(receiver)))
            .flatMap(each -> each)
            .toList();
    var builder = new ProcessBuilder(command);
    for (var variable : variables) {
      var name = variable.substring(0, variable.indexOf('='));
      builder.environment().put(name, variable.substring(name.length() + 1));
    }
    var process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var said = process.inputReader()) {
      var text = String.join("\n", said.lines().toList());
      process.waitFor();
      return text;
    }
  }

  /** The program of the other JVM. It needs no certificate, because it sends to this machine. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      var receiver = InetAddress.ofLiteral(args[0]);
      var guard = new Guard(_ -> List.of(receiver), _ -> false);
      try (var receivers =
          new HttpsReceivers(Reach.LOOPBACK_TOO, guard, Tls.trusted(), Sending.LONG)) {
        System.out.println(
            receivers.send(new WebhookAddress("http://localhost:8443/"), Sending.MESSAGE));
      }
    }
  }
}
