package dev.keyshelf.domain.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a product of the catalogue. */
public record ProductId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if malformed
   */
  public ProductId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a product id must be 1 to 64 of a-z, 0-9, dot and hyphen, and begin with a letter or"
              + " digit");
    }
  }

  /**
   * Parses untrusted text.
   *
   * @return empty if malformed
   */
  public static Optional<ProductId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new ProductId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
