package dev.keyshelf.domain.customer;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.util.List;
import java.util.Optional;

/** The customers of a partner. */
public interface Customers {
  /** Finds a customer of this partner; another partner's is not found. */
  Optional<Customer> find(PartnerId partner, CustomerId id);

  /** Finds this partner's customer with a domain. */
  Optional<Customer> findByDomain(PartnerId partner, Domain domain);

  /** Finds this partner's customer with a tenant GUID. */
  Optional<Customer> findByTenant(PartnerId partner, TenantId tenant);

  /** Lists a partner's customers in the order of their ids: the oldest first. */
  Page list(PartnerId partner, int limit, Optional<CustomerId> after);

  /**
   * Lists a partner's customers whose name begins so, in the order of their folded names.
   *
   * @param after a place whose name begins so too
   */
  NamePage listByName(PartnerId partner, FoldedName prefix, int limit, Optional<PlaceByName> after);

  /** Adds a customer whose domain and tenant GUID no other customer of the partner has. */
  Commit add(Customer customer, ActivityRecord activity, IdempotencyRecord once);

  /** Replaces a customer, unless it has changed since it was read as {@code before}. */
  Commit change(Customer before, Customer after, ActivityRecord activity, IdempotencyRecord once);

  /** Some customers, and where to go on if there may be more. */
  record Page(List<Customer> customers, Optional<CustomerId> next) {}

  /** Some customers by name, and where to go on if there may be more. */
  record NamePage(List<Customer> customers, Optional<PlaceByName> next) {}

  /** Where a customer stands among those of its partner by name. */
  record PlaceByName(FoldedName name, CustomerId customer) {}
}
