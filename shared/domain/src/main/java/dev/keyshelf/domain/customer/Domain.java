package dev.keyshelf.domain.customer;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A customer's domain name in its canonical form: ASCII (Punycode), lower case, no trailing dot. A
 * domain that an early release stored may have a label that {@link #parse} now refuses.
 */
public record Domain(String ascii) {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  /** Matches the last part of an IPv4 address in any notation. No top-level domain matches. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  private static final int LONGEST = 253;

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if the name is not canonical
   */
  public Domain {
    if (!isCanonical(ascii)) {
      throw new IllegalArgumentException(
          "a domain must have two labels or more, in ASCII and lower case");
    }
  }

  /**
   * Parses untrusted text in Unicode or ASCII by UTS #46 (non-transitional).
   *
   * @return empty if the name is not valid by IDNA 2008, or is an IP address
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
