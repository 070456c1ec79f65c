package dev.keyshelf.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.webhook.WebhookAddress.Refusal;
import dev.keyshelf.domain.webhook.WebhookAddress.Refused;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tricks by which an address could lead a webhook to what it must not reach, as far as its text
 * shows them. Answers of DNS and of receivers are in the tests of the module that sends.
 */
class AddressTricksTest {
  private static final String LABEL = "a".repeat(63);

  static Stream<Arguments> numbers() {
    return Stream.of(
            trick("IPv4", "https://93.184.216.34/"),
            trick("IPv4 loopback", "https://127.0.0.1/"),
            trick("IPv4 metadata", "https://169.254.169.254/latest/meta-data/"),
            trick("IPv4 without two bytes", "https://127.1/"),
            trick("IPv4 without one byte", "https://127.0.1/"),
            trick("IPv4 with a byte too many", "https://127.0.0.0.1/"),
            trick("IPv4 with percent-encoded digits", "https://%31%32%37.0.0.1/"),
            trick("IPv4 in brackets", "https://[127.0.0.1]/"),
            trick("IPv4 as one decimal number", "https://2130706433/"),
            trick("IPv4 as one hexadecimal number", "https://0x7f000001/"),
            trick("IPv4 as one octal number", "https://017700000001/"),
            trick("IPv4 with hexadecimal bytes", "https://0x7f.0x0.0x0.0x1/"),
            trick("IPv4 with a last hexadecimal byte", "https://127.0.0.0x1/"),
            trick("IPv4 with an empty hexadecimal byte", "https://127.0.0.0x/"),
            trick("IPv4 with upper-case hexadecimal bytes", "https://0X7F.0X1/"),
            trick("IPv4 with octal bytes", "https://0177.0.0.01/"),
            trick("IPv4 with bytes that overflow", "https://383.256.256.257/"),
            trick("IPv4 as a number that overflows", "https://6425673729/"),
            trick("zero", "https://0/"),
            trick("IPv4 unspecified", "https://0.0.0.0/"),
            trick("a name whose last label is a number", "https://example.127/"),
            trick("IPv6 loopback", "https://[::1]/"),
            trick("IPv6 unspecified", "https://[::]/"),
            trick("IPv6 public", "https://[2001:4860:4860::8888]/"),
            trick("IPv6 with a zone", "https://[fe80::1%25wlan0]/"),
            trick("IPv6 with a bare zone", "https://[fe80::1%wlan0]/"),
            trick("IPv6 mapped", "https://[::ffff:127.0.0.1]/"),
            trick("IPv6 mapped in hexadecimal", "https://[::ffff:7f00:1]/"),
            trick("IPv6 compatible", "https://[::127.0.0.1]/"),
            trick("IPv6 written out", "https://[0000:0000:0000:0000:0000:0000:0000:0001]/"),
            trick("IPv6 of NAT64", "https://[64:ff9b::7f00:1]/"),
            trick("IPv6 of 6to4", "https://[2002:7f00:1::]/"),
            trick("IPv6 metadata", "https://[fd00:ec2::254]/"),
            trick("IPv6 of a future version", "https://[v1.fe80::a]/"),
            trick("IPv6 without an end", "https://[::1/"),
            trick("IPv6 in two brackets", "https://[[::1]]/"),
            trick("a name in brackets", "https://[hooks.example.com]/"),
            trick("text after IPv6", "https://[::1].example.com/"))
        .map(each -> Arguments.of(each.name, each.address, Refusal.IP_ADDRESS));
  }

  static Stream<Arguments> names() {
    return Stream.of(
        trick("IPv6 without brackets", "https://::1/").is(Refusal.HOST),
        trick("no host", "https:///hook").is(Refusal.HOST),
        trick("no host, a port", "https://:443/").is(Refusal.HOST),
        trick("a dot at the end", "https://hooks.example.com./").is(Refusal.HOST),
        trick("localhost with a dot", "https://localhost./").is(Refusal.HOST),
        trick("IPv4 with a dot", "https://127.0.0.1./").is(Refusal.HOST),
        trick("a dot alone", "https://./").is(Refusal.HOST),
        trick("a dot at the beginning", "https://.example.com/").is(Refusal.HOST),
        trick("an empty label", "https://hooks..example.com/").is(Refusal.HOST),
        trick("an underscore", "https://my_hooks.example.com/").is(Refusal.HOST),
        trick("a hyphen at a label's beginning", "https://-a.example.com/").is(Refusal.HOST),
        trick("a hyphen at a label's end", "https://a-.example.com/").is(Refusal.HOST),
        trick("a label of 64", "https://a" + LABEL + ".example.com/").is(Refusal.HOST),
        trick("a name of 255", "https://" + (LABEL + ".").repeat(3) + LABEL + "/").is(Refusal.HOST),
        trick("a name of 254", "https://" + (LABEL + ".").repeat(3) + "a".repeat(58) + ".com/")
            .is(Refusal.HOST),
        trick("a percent-encoded host", "https://%6c%6F%63alhost/").is(Refusal.HOST),
        trick("a percent-encoded dot", "https://127%2e0%2e0%2e1/").is(Refusal.HOST),
        trick("a percent-encoded user", "https://good.example.com%40bad.example/").is(Refusal.HOST),
        trick("a host that is encoded twice", "https://%256c%256Fcalhost/").is(Refusal.HOST),
        trick("a percent-encoded slash", "https://example.com%2f.evil.com/").is(Refusal.HOST),
        trick("a percent-encoded NUL", "https://localhost%00.example.com/").is(Refusal.HOST),
        trick("a wildcard", "https://*.example.com/").is(Refusal.HOST),
        trick("a comma", "https://a.example.com,127.0.0.1.b/").is(Refusal.HOST),
        trick("a semicolon", "https://a.example.com;.b/").is(Refusal.HOST),
        trick("localhost", "https://localhost/").is(Refusal.RESERVED_NAME),
        trick("localhost in capitals", "https://LOCALHOST/").is(Refusal.RESERVED_NAME),
        trick("localhost in both", "https://LocalHost:8443/").is(Refusal.RESERVED_NAME),
        trick("below localhost", "https://hooks.localhost/").is(Refusal.RESERVED_NAME),
        trick("localdomain", "https://localhost.localdomain/").is(Refusal.RESERVED_NAME),
        trick("below local", "https://printer.local/").is(Refusal.RESERVED_NAME),
        trick("metadata of one cloud", "https://metadata.google.internal/")
            .is(Refusal.RESERVED_NAME),
        trick("metadata of another", "https://instance-data.ec2.internal/")
            .is(Refusal.RESERVED_NAME),
        trick("below home.arpa", "https://router.home.arpa/").is(Refusal.RESERVED_NAME),
        trick("a name for an address", "https://1.0.0.127.in-addr.arpa/").is(Refusal.RESERVED_NAME),
        trick("below onion", "https://abcdefgh.onion/").is(Refusal.RESERVED_NAME),
        trick("below test", "https://hooks.test/").is(Refusal.RESERVED_NAME),
        trick("below invalid", "https://hooks.invalid/").is(Refusal.RESERVED_NAME),
        trick("one label", "https://intranet/").is(Refusal.SINGLE_LABEL),
        trick("one label of metadata", "https://metadata/").is(Refusal.SINGLE_LABEL),
        trick("a top-level domain", "https://com/").is(Refusal.SINGLE_LABEL),
        trick("an A-label alone", "https://xn--p1ai/").is(Refusal.SINGLE_LABEL));
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        trick("a user", "https://good@evil.example.com/").is(Refusal.USER),
        trick("a user that looks like a host", "https://good.example.com@127.0.0.1/")
            .is(Refusal.USER),
        trick("a user and a password", "https://good.example.com:443@evil.example.com/")
            .is(Refusal.USER),
        trick("an empty user", "https://@evil.example.com/").is(Refusal.USER),
        trick("a fragment", "https://hooks.example.com/#a").is(Refusal.FRAGMENT),
        trick("a fragment before the user", "https://good.example.com#@evil.example.com/")
            .is(Refusal.FRAGMENT),
        trick("http", "http://hooks.example.com/").is(Refusal.SCHEME),
        trick("http on 443", "http://hooks.example.com:443/").is(Refusal.SCHEME),
        trick("http in capitals", "HTTP://hooks.example.com/").is(Refusal.SCHEME),
        trick("http to loopback", "http://127.0.0.1/").is(Refusal.SCHEME),
        trick("ftp", "ftp://hooks.example.com/").is(Refusal.SCHEME),
        trick("file", "file:///etc/passwd").is(Refusal.SCHEME),
        trick("gopher", "gopher://hooks.example.com/").is(Refusal.SCHEME),
        trick("jar", "jar:https://hooks.example.com/a.jar!/").is(Refusal.SCHEME),
        trick("data", "data:text/plain,a").is(Refusal.SCHEME),
        trick("javascript", "javascript:alert(1)").is(Refusal.SCHEME),
        trick("a scheme that begins with https", "httpsx://hooks.example.com/").is(Refusal.SCHEME),
        trick("no scheme", "hooks.example.com/").is(Refusal.SCHEME),
        trick("no scheme but slashes", "//hooks.example.com/").is(Refusal.SCHEME),
        trick("one slash", "https:/hooks.example.com/").is(Refusal.SCHEME),
        trick("no slash", "https:hooks.example.com/").is(Refusal.SCHEME),
        trick("nothing", "").is(Refusal.SCHEME),
        trick("the port of SSH", "https://hooks.example.com:22/").is(Refusal.PORT),
        trick("the port of HTTP", "https://hooks.example.com:80/").is(Refusal.PORT),
        trick("the port of a database", "https://hooks.example.com:6379/").is(Refusal.PORT),
        trick("port 0", "https://hooks.example.com:0/").is(Refusal.PORT),
        trick("a port beyond the last", "https://hooks.example.com:65536/").is(Refusal.PORT),
        trick("a port that overflows", "https://hooks.example.com:65979/").is(Refusal.PORT),
        trick("a port that overflows further", "https://hooks.example.com:4294967739/")
            .is(Refusal.PORT),
        trick("a negative port", "https://hooks.example.com:-1/").is(Refusal.PORT),
        trick("a port with a plus", "https://hooks.example.com:+443/").is(Refusal.PORT),
        trick("443 with zeros", "https://hooks.example.com:00443/").is(Refusal.PORT),
        trick("443 in hexadecimal", "https://hooks.example.com:0x1bb/").is(Refusal.PORT),
        trick("an empty port", "https://hooks.example.com:/").is(Refusal.PORT),
        trick("two ports", "https://hooks.example.com:443:22/").is(Refusal.PORT),
        trick("2,001 characters", "https://hooks.example.com/" + "a".repeat(1_975))
            .is(Refusal.TOO_LONG));
  }

  static Stream<Arguments> characters() {
    return Stream.of(
            trick("full-width digits", "https://１２７.０.０.１/"),
            trick("enclosed digits", "https://①②⑦.⓪.⓪.①/"),
            trick("a full-width port", "https://hooks.example.com:４４３/"),
            trick("a full-width dot", "https://127。0。0。1/"),
            trick("enclosed letters", "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/"),
            trick("a letter that folds to ASCII", "https://\u212aeyshelf.example.com/"),
            trick("a Cyrillic letter", "https://ex\u0430mple.com/"),
            trick("an umlaut", "https://b\u00fccher.example.com/"),
            trick("a soft hyphen", "https://local\u00adhost/"),
            trick("a zero-width space", "https://local\u200bhost/"),
            trick("a slash of another alphabet", "https://evil.com\u2044.example.com/"),
            trick("a backslash", "https://good.example.com\\@evil.example.com/"),
            trick("backslashes for slashes", "https:\\\\hooks.example.com\\"),
            trick("a blank", "https://hooks.example.com /"),
            trick("a blank in the path", "https://hooks.example.com/a HTTP/1.1"),
            trick("a blank at the beginning", " https://hooks.example.com/"),
            trick("a tab in the scheme", "ht\ttps://hooks.example.com/"),
            trick("a control character at the beginning", "\u0001https://hooks.example.com/"),
            trick("a tab", "https://hooks.exam\tple.com/"),
            trick("a newline at the end", "https://hooks.example.com/\n"),
            trick("a newline in the host", "https://good.example.com\n.evil.com/"),
            trick("CR LF in the path", "https://hooks.example.com/\r\nHost: evil.example.com"),
            trick("CR LF in the query", "https://hooks.example.com/?a=\r\nX-Admin: true"),
            trick("NUL", "https://hooks.example.com/\0"),
            trick("DEL", "https://hooks.example.com/\u007f"),
            trick("a letter outside ASCII in the path", "https://hooks.example.com/\u00e9"),
            trick("a broken percent-encoding", "https://hooks.example.com/%0"),
            trick("a percent-encoding of no digits", "https://hooks.example.com/%zz"),
            trick("quotes", "https://hooks.example.com/\"a\""),
            trick("angle brackets", "https://hooks.example.com/<a>"),
            trick("braces", "https://hooks.example.com/{a}"),
            trick("brackets in the path", "https://hooks.example.com/[::1]"))
        .map(each -> Arguments.of(each.name, each.address, Refusal.CHARACTERS));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"numbers", "names", "parts", "characters"})
  void refusesTheTrick(String name, String address, Refusal why) {
    assertThat(WebhookAddress.parse(address, Reach.PUBLIC)).as(name).isEqualTo(new Refused(why));
  }

  private static Trick trick(String name, String address) {
    return new Trick(name, address);
  }

  private record Trick(String name, String address) {
    Arguments is(Refusal why) {
      return Arguments.of(name, address, why);
    }
  }
}
