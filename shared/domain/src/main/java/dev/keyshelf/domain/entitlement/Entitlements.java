package dev.keyshelf.domain.entitlement;

import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.ProductId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The entitlements of customers. Orders make them, and cancellations change them. */
public interface Entitlements {
  /** Finds an entitlement of this partner's customer. The read is strongly consistent. */
  Optional<Entitlement> find(PartnerId partner, CustomerId customer, EntitlementId id);

  /** Returns whether an entitlement has not changed since it was read. */
  default boolean isUnchanged(Entitlement read) {
    return find(read.partner(), read.customer(), read.id())
        .filter(now -> now.version() == read.version())
        .isPresent();
  }

  /** Lists the current entitlements of an order, in the order of its lines. */
  List<Entitlement> listOf(PartnerId partner, CustomerId customer, OrderId order);

  /**
   * Lists entitlements of a customer, newest order first. A page may be short or even empty without
   * being the last one.
   */
  Page list(
      PartnerId partner,
      CustomerId customer,
      Wanted wanted,
      int limit,
      Optional<EntitlementId> after);

  /**
   * A filter for entitlements. Empty fields match all of them.
   *
   * @param state the state at {@code now}
   */
  record Wanted(
      Optional<ProductId> product,
      Optional<ProductKind> kind,
      Optional<EntitlementState> state,
      Instant now) {
    /** Returns whether an entitlement matches. */
    public boolean includes(Entitlement entitlement) {
      var purchase = entitlement.purchase();
      return product.map(purchase.product()::equals).orElse(true)
          && kind.map(purchase.kind()::equals).orElse(true)
          && state.map(entitlement.stateAt(now)::equals).orElse(true);
    }
  }

  /** Some entitlements, and where the next page starts if there may be more. */
  record Page(List<Entitlement> entitlements, Optional<EntitlementId> next) {}
}
