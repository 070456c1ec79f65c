package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.webhook.WebhookAddress.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parts of an address. The rules are those of the strictest reader, so that no two programs can
 * read one address in two ways.
 *
 * @param secure whether the scheme is https; it is http else
 * @param host in lower case; an IPv6 address has its brackets
 * @param port from 1 to 65,535
 * @param target the path, which begins with a slash, and the query
 */
record AddressParts(boolean secure, String host, int port, String target) {
  static final int HTTPS = 443;
  static final int HTTP = 80;
  private static final int LAST_PORT = 65_535;
  private static final List<Integer> PUBLIC_PORTS = List.of(HTTPS, 8443);
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

  /** ASCII that can be seen, without the backslash, which some programs read as a slash. */
  private static final Pattern CHARACTERS = Pattern.compile("[!-~&&[^\\\\]]*");

  private static final Pattern WHOLE =
      Pattern.compile("(?<scheme>[A-Za-z]+)://(?<authority>[^/?#]*)(?<target>.*)");

  /** A name, or an IPv6 address in brackets, and a port. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>\\[[^\\[\\]]*\\]|[^\\[\\]:]*)(:(?<port>.*))?");

  private static final Pattern TARGET = Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*");

  private static final Pattern BROKEN_ENCODING = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

  /** Returns the rule that a text breaks, or empty if it is an allowed address. */
  static Optional<Refusal> refusal(String text, Reach reach) {
    if (text.length() > WebhookAddress.LONGEST) {
      return Optional.of(Refusal.TOO_LONG);
    }
    if (!CHARACTERS.matcher(text).matches()) {
      return Optional.of(Refusal.CHARACTERS);
    }
    var whole = WHOLE.matcher(text);
    if (!whole.matches() || !List.of("https", "http").contains(lower(whole.group("scheme")))) {
      return Optional.of(Refusal.SCHEME);
    }
    if (text.contains("#")) {
      return Optional.of(Refusal.FRAGMENT);
    }
    var authority = whole.group("authority");
    if (authority.contains("@")) {
      return Optional.of(Refusal.USER);
    }
    if (!AUTHORITY.matcher(authority).matches()) {
      return Optional.of(authority.contains("[") ? Refusal.IP_ADDRESS : Refusal.HOST);
    }
    var parts = of(text);
    if (!TARGET.matcher(parts.target).matches() || BROKEN_ENCODING.matcher(parts.target).find()) {
      return Optional.of(Refusal.CHARACTERS);
    }
    return reach == Reach.LOOPBACK_TOO && parts.isLoopback()
        ? parts.portRefusal()
        : parts.publicRefusal();
  }

  /** Returns the parts of a text that was not refused. */
  static AddressParts of(String text) {
    var whole = WHOLE.matcher(text);
    if (!whole.matches()) {
      throw new IllegalArgumentException("no address");
    }
    var authority = AUTHORITY.matcher(whole.group("authority"));
    if (!authority.matches()) {
      throw new IllegalArgumentException("no host and port");
    }
    var secure = lower(whole.group("scheme")).equals("https");
    var port = Optional.ofNullable(authority.group("port"));
    var target = whole.group("target");
    return new AddressParts(
        secure,
        lower(authority.group("host")),
        port.map(AddressParts::port).orElse(secure ? HTTPS : HTTP),
        target.startsWith("/") ? target : "/" + target);
  }

  boolean isLoopback() {
    return LOOPBACK.contains(host);
  }

  private Optional<Refusal> publicRefusal() {
    if (!secure) {
      return Optional.of(Refusal.SCHEME);
    }
    return HostName.refusal(host)
        .or(() -> PUBLIC_PORTS.contains(port) ? Optional.empty() : Optional.of(Refusal.PORT));
  }

  private Optional<Refusal> portRefusal() {
    return port >= 1 && port <= LAST_PORT ? Optional.empty() : Optional.of(Refusal.PORT);
  }

  /** Returns the port, or 0, which no address has, if it is malformed. */
  private static int port(String text) {
    return PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
