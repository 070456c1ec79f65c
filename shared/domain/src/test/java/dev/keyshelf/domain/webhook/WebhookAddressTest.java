package dev.keyshelf.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.webhook.WebhookAddress.Allowed;
import dev.keyshelf.domain.webhook.WebhookAddress.Refusal;
import dev.keyshelf.domain.webhook.WebhookAddress.Refused;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://hooks.example.com, hooks.example.com, 443, /, hooks.example.com",
    "https://hooks.example.com/, hooks.example.com, 443, /, hooks.example.com",
    "https://hooks.example.com:443/a, hooks.example.com, 443, /a, hooks.example.com",
    "https://hooks.example.com:8443/a/b?c=d, hooks.example.com, 8443, /a/b?c=d,"
        + " hooks.example.com:8443",
    "https://hooks.example.com?c=d, hooks.example.com, 443, /?c=d, hooks.example.com",
    "HTTPS://Hooks.Example.COM/A, hooks.example.com, 443, /A, hooks.example.com",
    "https://xn--bcher-kva.example.com/%C3%A9, xn--bcher-kva.example.com, 443, /%C3%A9,"
        + " xn--bcher-kva.example.com",
    "https://hooks.example.com//a@b:c, hooks.example.com, 443, //a@b:c, hooks.example.com",
    "https://1.2.3.4.example.com/, 1.2.3.4.example.com, 443, /, 1.2.3.4.example.com",
    "https://localhost.example.com/, localhost.example.com, 443, /, localhost.example.com",
    "https://0x.example.com/, 0x.example.com, 443, /, 0x.example.com",
    "https://hooks.example/, hooks.example, 443, /, hooks.example"
  })
  void readsPublicAddresses(String text, String host, int port, String target, String authority) {
    var address = allowed(text, Reach.PUBLIC);

    assertThat(address.isSecure()).isTrue();
    assertThat(address.host()).isEqualTo(host);
    assertThat(address.port()).isEqualTo(port);
    assertThat(address.target()).isEqualTo(target);
    assertThat(address.authority()).isEqualTo(authority);
    assertThat(address.isLoopback()).isFalse();
    assertThat(address).hasToString(text);
  }

  @Test
  void takesAddressesOfTwoThousandCharacters() {
    var text = "https://hooks.example.com/" + "a".repeat(1_974);

    assertThat(text).hasSize(WebhookAddress.LONGEST);
    assertThat(allowed(text, Reach.PUBLIC).target()).hasSize(1_975);
    assertThat(allowed("https://hooks.example.com/" + "%41".repeat(658), Reach.PUBLIC).target())
        .hasSize(1_975);
  }

  @Test
  void takesNamesOfTwoHundredAndFiftyThreeCharacters() {
    var name = ("a".repeat(63) + ".").repeat(3) + "a".repeat(57) + ".com";

    assertThat(name).hasSize(253);
    assertThat(allowed("https://" + name + "/", Reach.PUBLIC).host()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:3000/hook, false, localhost, 3000, localhost:3000",
    "http://localhost/hook, false, localhost, 80, localhost",
    "http://127.0.0.1:8080/, false, 127.0.0.1, 8080, 127.0.0.1:8080",
    "http://[::1]:8080/, false, [::1], 8080, [::1]:8080",
    "https://LOCALHOST:65535/, true, localhost, 65535, localhost:65535",
    "https://[::1]/, true, [::1], 443, [::1]"
  })
  void readsLoopbackAddressesWhereTheyAreAllowed(
      String text, boolean secure, String host, int port, String authority) {
    var address = allowed(text, Reach.LOOPBACK_TOO);

    assertThat(address.isSecure()).isEqualTo(secure);
    assertThat(address.host()).isEqualTo(host);
    assertThat(address.port()).isEqualTo(port);
    assertThat(address.authority()).isEqualTo(authority);
    assertThat(address.isLoopback()).isTrue();
    assertThat(address.isWithin(Reach.PUBLIC)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://hooks.example.com/, SCHEME",
    "https://hooks.example.com:3000/, PORT",
    "https://127.0.0.2/, IP_ADDRESS",
    "https://127.1/, IP_ADDRESS",
    "https://[::ffff:127.0.0.1]/, IP_ADDRESS",
    "https://10.0.0.1/, IP_ADDRESS",
    "https://hooks.localhost/, RESERVED_NAME",
    "https://localhost./, HOST",
    "http://a@localhost/, USER",
    "http://localhost:0/, PORT",
    "http://localhost:65536/, PORT",
    "http://localhost:/, PORT"
  })
  void refusesAllOtherTricksWhereLoopbackIsAllowed(String text, Refusal why) {
    assertThat(WebhookAddress.parse(text, Reach.LOOPBACK_TOO)).isEqualTo(new Refused(why));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost/", "https://localhost/", "http://[::1]:8080/"})
  void refusesLoopbackElsewhere(String text) {
    assertThat(WebhookAddress.parse(text, Reach.PUBLIC)).isInstanceOf(Refused.class);
  }

  @Test
  void cannotBeMadeOfARefusedText() {
    assertThatThrownBy(() -> new WebhookAddress("https://10.0.0.1/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a webhook's address must have a host name, not an IP address");
  }

  /** A stored address that somebody has altered adds no header to a request. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.com/\r\nX-Admin: true",
        "https://hooks.example.com\r\nX-Admin: true",
        "http://localhost/\nX-Admin: true",
        "https://hooks.example.com/ HTTP/1.1"
      })
  void cannotBeMadeOfATextWithAHeader(String text) {
    assertThatThrownBy(() -> new WebhookAddress(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be in ASCII without blanks");
  }

  @Test
  void saysARuleForEachRefusal() {
    assertThat(EnumSet.allOf(Refusal.class)).extracting(Refusal::rule).doesNotHaveDuplicates();
  }

  private static WebhookAddress allowed(String text, Reach reach) {
    assertThat(WebhookAddress.parse(text, reach)).isInstanceOf(Allowed.class);
    return ((Allowed) WebhookAddress.parse(text, reach)).address();
  }
}
