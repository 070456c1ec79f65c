package dev.keyshelf.domain.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of an order. */
public record OrderId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if malformed
   */
  public OrderId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("an order id must be a ULID in capitals");
    }
  }

  /**
   * Parses untrusted text.
   *
   * @return empty if malformed
   */
  public static Optional<OrderId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new OrderId(text)) : Optional.empty();
  }

  /** Returns a new id. Ids sort by the time at which they were made. */
  public static OrderId next(Instant now) {
    return new OrderId(Ulids.next(now));
  }

  @Override
  public String toString() {
    return value;
  }
}
