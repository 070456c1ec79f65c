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

  /** Adds a customer whose domain and tenant GUID no other customer of the partner has. */
  Commit add(Customer customer, ActivityRecord activity, IdempotencyRecord once);

  /** Some customers, and where to go on if there may be more. */
  record Page(List<Customer> customers, Optional<CustomerId> next) {}
}
