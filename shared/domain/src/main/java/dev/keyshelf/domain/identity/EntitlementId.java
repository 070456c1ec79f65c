package dev.keyshelf.domain.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An entitlement: the id of its order and the number of its line. It is what the program's pages
 * call the subscription id.
 */
public record EntitlementId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}-(?:[1-9]|1[0-9]|2[0-5])");

  /** Refuses what is not of the form, as a programmer's bug. */
  public EntitlementId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not of the form of a EntitlementId");
    }
  }

  /** Gives the id that untrusted text names; empty when the text cannot be one. */
  public static Optional<EntitlementId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new EntitlementId(text)) : Optional.empty();
  }

  /** Gives the id of the entitlement that a line of an order makes. */
  public static EntitlementId of(OrderId order, int line) {
    return new EntitlementId(order.value() + "-" + line);
  }

  /** Gives the order that made this entitlement. */
  public OrderId order() {
    return new OrderId(value.substring(0, 26));
  }

  /** Gives the number of the order's line, from 1. */
  public int line() {
    return Integer.parseInt(value.substring(27));
  }

  @Override
  public String toString() {
    return value;
  }
}
