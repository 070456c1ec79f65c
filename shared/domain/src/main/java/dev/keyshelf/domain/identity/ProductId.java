package dev.keyshelf.domain.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/** A product of the catalogue. */
public record ProductId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  /** Refuses what is not of the form, as a programmer's bug. */
  public ProductId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not of the form of a ProductId");
    }
  }

  /** Gives the id that untrusted text names; empty when the text cannot be one. */
  public static Optional<ProductId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new ProductId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
