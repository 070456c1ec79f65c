package dev.keyshelf.domain.desk;

import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.EntitlementState;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.OrderState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The orders and entitlements of all customers of a partner. An index finds them, and it lags by
 * less than a second as a rule. Each one found is read as it is now, so an answer never shows an
 * old state.
 */
public interface Desk {
  /**
   * Lists orders. A page may be short, even empty, and not be the last.
   *
   * @param after a place that {@code search} can have
   */
  Page<Order, OrderId> orders(
      PartnerId partner, Search<OrderState> search, int limit, Optional<Place<OrderId>> after);

  /**
   * Lists entitlements. A page may be short, even empty, and not be the last.
   *
   * @param after a place that {@code search} can have
   */
  Page<Entitlement, EntitlementId> software(
      PartnerId partner,
      Search<EntitlementState> search,
      int limit,
      Optional<Place<EntitlementId>> after);

  /**
   * Where something stands in a list.
   *
   * @param end the end that the list is sorted by; empty in a list that is sorted by id
   */
  record Place<I>(Optional<Instant> end, I id) {}

  /**
   * A row of a list, and whose it is.
   *
   * @param end the end that the list is sorted by; empty in a list that is sorted by id
   */
  record Row<T>(T found, Customer customer, Optional<Instant> end) {}

  /** Some rows, and where to go on if there may be more. */
  record Page<T, I>(List<Row<T>> rows, Optional<Place<I>> next) {}
}
