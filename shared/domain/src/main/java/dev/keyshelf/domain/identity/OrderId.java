package dev.keyshelf.domain.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** An order. */
public record OrderId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  /** Refuses what is not of the form, as a programmer's bug. */
  public OrderId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not of the form of a OrderId");
    }
  }

  /** Gives the id that untrusted text names; empty when the text cannot be one. */
  public static Optional<OrderId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new OrderId(text)) : Optional.empty();
  }

  /** Gives a fresh id that sorts by the time it was made. */
  public static OrderId next(Instant now) {
    return new OrderId(Ulids.next(now));
  }

  @Override
  public String toString() {
    return value;
  }
}
