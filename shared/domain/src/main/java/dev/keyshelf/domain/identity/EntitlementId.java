package dev.keyshelf.domain.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of an entitlement: the id of its order, a hyphen and the number of its line. The program's
 * pages call it the subscription id.
 */
public record EntitlementId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}-(?:[1-9]|1[0-9]|2[0-5])");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if malformed
   */
  public EntitlementId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an entitlement id must be an order id, a hyphen and 1 to 25");
    }
  }

  /**
   * Parses untrusted text.
   *
   * @return empty if malformed
   */
  public static Optional<EntitlementId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new EntitlementId(text)) : Optional.empty();
  }

  /**
   * Returns the id of the entitlement that a line of an order makes.
   *
   * @param line from 1 to 25
   */
  public static EntitlementId of(OrderId order, int line) {
    return new EntitlementId(order.value() + "-" + line);
  }

  /** Returns the id of the order that made this entitlement. */
  public OrderId order() {
    return new OrderId(value.substring(0, 26));
  }

  /** Returns the number of the order's line, from 1. */
  public int line() {
    return Integer.parseInt(value.substring(27));
  }

  @Override
  public String toString() {
    return value;
  }
}
