package dev.keyshelf.domain.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a SKU: a sellable variant of a product. */
public record SkuId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if malformed
   */
  public SkuId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a SKU id must be 1 to 64 of a-z, 0-9, dot and hyphen, and begin with a letter or digit");
    }
  }

  /**
   * Parses untrusted text.
   *
   * @return empty if malformed
   */
  public static Optional<SkuId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new SkuId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
