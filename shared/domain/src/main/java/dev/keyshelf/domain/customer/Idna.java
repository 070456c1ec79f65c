package dev.keyshelf.domain.customer;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/**
 * Converts domain names to ASCII by UTS #46 (non-transitional), with the validity rules of IDNA
 * 2008. The sharp s, the final sigma and the joiners stay distinct, and symbols are not allowed.
 */
final class Idna {
  private static final String PREFIX = "xn--";
  private static final String RESERVED = "--";
  private static final int RESERVED_AT = 2;
  private static final int FIRST_BEYOND_ASCII = 0x80;

  private Idna() {}

  /**
   * Converts a name to ASCII and lower case, without a trailing dot. The caller must check the
   * lengths and the form of labels in ASCII.
   *
   * @return empty if a label is not valid
   */
  static Optional<String> toAscii(String text) {
    var mapped = isAscii(text) ? text.toLowerCase(Locale.ROOT) : IdnaMapping.map(text);
    var bare = mapped.endsWith(".") ? mapped.substring(0, mapped.length() - 1) : mapped;
    var ascii = new ArrayList<String>();
    var unicode = new ArrayList<String>();
    for (var label : bare.split("\\.", -1)) {
      var read = label.startsWith(PREFIX) ? decoded(label) : Optional.of(label);
      if (read.isEmpty() || !isValid(read.get())) {
        return Optional.empty();
      }
      unicode.add(read.get());
      ascii.add(isAscii(read.get()) ? label : PREFIX + Punycode.encode(read.get()));
    }
    return unicode.stream().allMatch(Idna::isAscii) || BidiRule.admits(unicode)
        ? Optional.of(String.join(".", ascii))
        : Optional.empty();
  }

  /**
   * Decodes a label in Punycode. Refuses a result that is ASCII or that the mapping would change.
   * Otherwise two spellings would name one domain.
   */
  private static Optional<String> decoded(String label) {
    return Punycode.decode(label.substring(PREFIX.length()))
        .filter(read -> !isAscii(read) && IdnaMapping.map(read).equals(read));
  }

  private static boolean isValid(String label) {
    return !label.startsWith("-")
        && !label.endsWith("-")
        && !label.startsWith(RESERVED, RESERVED_AT)
        && (isAscii(label) || IdnaLabel.isValid(label));
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(each -> each < FIRST_BEYOND_ASCII);
  }
}
