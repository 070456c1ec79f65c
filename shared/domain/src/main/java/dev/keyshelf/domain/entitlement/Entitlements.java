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

/** The entitlements of a customer. Orders make them, cancellations change them. */
public interface Entitlements {
  /** Finds an entitlement of this partner's customer, as it is now (strongly consistent). */
  Optional<Entitlement> find(PartnerId partner, CustomerId customer, EntitlementId id);

  /** Tells whether an entitlement is still as it was read. */
  default boolean isUnchanged(Entitlement read) {
    return find(read.partner(), read.customer(), read.id())
        .filter(now -> now.version() == read.version())
        .isPresent();
  }

  /** Lists what an order made, in the order of its lines, as it is now. */
  List<Entitlement> listOf(PartnerId partner, CustomerId customer, OrderId order);

  /**
   * Lists some of what was bought for a customer, newest order first. A page may be short, even
   * empty, and not be the last.
   */
  Page list(
      PartnerId partner,
      CustomerId customer,
      Wanted wanted,
      int limit,
      Optional<EntitlementId> after);

  /**
   * Which entitlements; what is empty is not asked for.
   *
   * @param state what they are called at {@code now}
   */
  record Wanted(
      Optional<ProductId> product,
      Optional<ProductKind> kind,
      Optional<EntitlementState> state,
      Instant now) {
    /** Tells whether an entitlement is one of them. */
    public boolean includes(Entitlement entitlement) {
      var purchase = entitlement.purchase();
      return product.map(purchase.product()::equals).orElse(true)
          && kind.map(purchase.kind()::equals).orElse(true)
          && state.map(entitlement.stateAt(now)::equals).orElse(true);
    }
  }

  /** Some entitlements, and where to go on if there may be more. */
  record Page(List<Entitlement> entitlements, Optional<EntitlementId> next) {}
}
