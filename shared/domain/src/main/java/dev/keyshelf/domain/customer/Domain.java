package dev.keyshelf.domain.customer;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A customer's domain name in its one canonical form: ASCII (punycode), lower case, no dot last.
 */
public record Domain(String ascii) {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  /** What ends an IPv4 address in any of its notations; no top-level domain is so. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  /** What IDNA takes for a full stop: the ASCII, ideographic, full-width and half-width ones. */
  private static final String DOTS = ".\u3002\uFF0E\uFF61";

  private static final int LONGEST = 253;

  /** Refuses what is not canonical. */
  public Domain {
    if (!isCanonical(ascii)) {
      throw new IllegalArgumentException("not a domain name");
    }
  }

  /** Gives the domain that untrusted text names, from Unicode or ASCII; an IP address is none. */
  public static Optional<Domain> parse(String text) {
    try {
      var last = text.length() - 1;
      var bare = last >= 0 && DOTS.indexOf(text.charAt(last)) >= 0 ? text.substring(0, last) : text;
      var ascii = IDN.toASCII(bare, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      return isCanonical(ascii) ? Optional.of(new Domain(ascii)) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean isCanonical(String ascii) {
    var labels = ascii.split("\\.", -1);
    if (labels.length < 2 || ascii.length() > LONGEST) {
      return false;
    }
    for (var label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return !NUMBER.matcher(labels[labels.length - 1]).matches();
  }

  @Override
  public String toString() {
    return ascii;
  }
}
