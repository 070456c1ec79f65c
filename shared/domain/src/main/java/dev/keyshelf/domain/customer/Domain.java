package dev.keyshelf.domain.customer;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A customer's domain name in its one canonical form: ASCII (punycode), lower case, no dot last.
 * One that was kept by an earlier release may hold a label that is no longer parsed.
 */
public record Domain(String ascii) {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  /** What ends an IPv4 address in any of its notations; no top-level domain is so. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  private static final int LONGEST = 253;

  /** Refuses what is not canonical. */
  public Domain {
    if (!isCanonical(ascii)) {
      throw new IllegalArgumentException("not a domain name");
    }
  }

  /**
   * Returns the domain that untrusted text names, from Unicode or ASCII, as UTS #46
   * (non-transitional) reads it.
   *
   * @return empty for what is not valid by IDNA 2008, and for an IP address
   */
  public static Optional<Domain> parse(String text) {
    return Idna.toAscii(text).filter(Domain::isCanonical).map(Domain::new);
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
