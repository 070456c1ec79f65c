package dev.keyshelf.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.Reach;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of the machine by which another program could be between a webhook and its receiver. */
class ProxyTricksTest {
  @TempDir private Path folder;

  static Stream<List<String>> properties() {
    return Stream.of(
        List.of("-DsocksProxyHost=%s", "-DsocksProxyPort=8443", "-DsocksNonProxyHosts="),
        List.of("-Dhttps.proxyHost=%s", "-Dhttps.proxyPort=8443", "-Dhttp.nonProxyHosts="),
        List.of("-Dhttp.proxyHost=%s", "-Dhttp.proxyPort=8443", "-Dhttp.nonProxyHosts="));
  }

  @ParameterizedTest
  @MethodSource("properties")
  void usesNoProxyOfASystemProperty(List<String> properties) throws Exception {
    assertThatNoProxyIsUsed(
        proxy -> properties.stream().map(each -> each.formatted(proxy)).toList(), _ -> Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https_proxy=http://%s:8443",
        "HTTPS_PROXY=http://%s:8443",
        "http_proxy=http://%s:8443",
        "HTTP_PROXY=http://%s:8443",
        "all_proxy=socks5://%s:8443",
        "ALL_PROXY=socks5://%s:8443",
        "JAVA_TOOL_OPTIONS=-DsocksProxyHost=%s -DsocksProxyPort=8443 -DsocksNonProxyHosts="
      })
  void usesNoProxyOfAnEnvironmentVariable(String variable) throws Exception {
    var name = variable.substring(0, variable.indexOf('='));
    var value = variable.substring(name.length() + 1);

    assertThatNoProxyIsUsed(
        _ -> List.of("-Djava.net.useSystemProxies=true"),
        proxy -> Map.of(name, value.formatted(proxy), "no_proxy", "", "NO_PROXY", ""));
  }

  /** A JVM has the desktop's settings as its default selector. */
  @Test
  void usesNoProxyOfTheDefaultSelector() throws Exception {
    assertThatNoProxyIsUsed(proxy -> List.of("-D" + Program.SELECTED + "=" + proxy), _ -> Map.of());
  }

  private void assertThatNoProxyIsUsed(
      Function<String, List<String>> options, Function<String, Map<String, String>> variables)
      throws IOException, InterruptedException {
    try (var proxy = FakeReceiver.raw(_ -> {});
        var receiver = FakeReceiver.answering("HTTP/1.1 204 No Content\n\n")) {
      var place = proxy.address().getHostAddress();
      var all = new ArrayList<>(Certificates.trustedBy(folder));
      all.addAll(options.apply(place));

      var result =
          OtherJvm.run(
              Program.class, all, variables.apply(place), receiver.address().getHostAddress());

      assertThat(result).isEqualTo(new Answered(204, "").toString());
      assertThat(proxy.connections()).isZero();
    }
  }

  /** Sends one message to the receiver of its argument, over TLS. */
  static final class Program {
    static final String SELECTED = "test.proxy";

    private Program() {}

    public static void main(String[] args) {
      var proxy = System.getProperty(SELECTED);
      if (proxy != null) {
        ProxySelector.setDefault(new Always(proxy));
      }
      var receiver = InetAddress.ofLiteral(args[0]);
      try (var receivers =
          new HttpsReceivers(
              Reach.PUBLIC,
              new Guard(_ -> List.of(receiver), _ -> true),
              Tls.trusted(),
              Sending.LONG)) {
        System.out.println(receivers.send(Sending.ADDRESS, Sending.MESSAGE));
      }
    }
  }

  /** Selects the same proxy for everything. */
  private static final class Always extends ProxySelector {
    private final InetSocketAddress place;

    Always(String host) {
      this.place = new InetSocketAddress(host, FakeReceiver.PORT);
    }

    @Override
    public List<Proxy> select(URI uri) {
      return Stream.of(Proxy.Type.SOCKS, Proxy.Type.HTTP)
          .map(type -> new Proxy(type, place))
          .collect(Collectors.toList());
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException why) {
      // The next one is tried.
    }
  }
}
