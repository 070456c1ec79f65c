package dev.keyshelf.domain.resale;

import dev.keyshelf.domain.identity.CustomerId;
import java.util.Optional;

/**
 * Names a price list of a partner: the one for a customer, or the one for all customers.
 *
 * @param customer empty for the list for all customers
 */
public record PriceListId(Optional<CustomerId> customer) {
  /** Names the list for all customers. */
  public static final PriceListId ALL = new PriceListId(Optional.empty());

  private static final String ALL_CUSTOMERS = "all";

  /** Returns the name of a customer's list. */
  public static PriceListId of(CustomerId customer) {
    return new PriceListId(Optional.of(customer));
  }

  /**
   * Parses untrusted text: a customer's id, or {@code all}.
   *
   * @return empty if malformed
   */
  public static Optional<PriceListId> parse(String text) {
    return text.equals(ALL_CUSTOMERS)
        ? Optional.of(ALL)
        : CustomerId.parse(text).map(PriceListId::of);
  }

  /** Returns the customer's id, or {@code all}. */
  @Override
  public String toString() {
    return customer.map(CustomerId::value).orElse(ALL_CUSTOMERS);
  }
}
