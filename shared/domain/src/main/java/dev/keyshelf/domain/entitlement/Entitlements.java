package dev.keyshelf.domain.entitlement;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import java.util.List;
import java.util.Optional;

/** The entitlements of a customer. Orders make them, cancellations change them. */
public interface Entitlements {
  /** Finds an entitlement of this partner's customer, as it is now (strongly consistent). */
  Optional<Entitlement> find(PartnerId partner, CustomerId customer, EntitlementId id);

  /** Lists what an order made, in the order of its lines, as it is now. */
  List<Entitlement> listOf(PartnerId partner, CustomerId customer, OrderId order);

  /** Lists what was bought for a customer, cancelled or not, newest order first. */
  Page list(PartnerId partner, CustomerId customer, int limit, Optional<EntitlementId> after);

  /** Some entitlements, and where to go on if there may be more. */
  record Page(List<Entitlement> entitlements, Optional<EntitlementId> next) {}
}
