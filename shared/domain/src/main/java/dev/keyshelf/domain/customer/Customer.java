package dev.keyshelf.domain.customer;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;

/** An organisation that a partner buys for; its market decides prices and what is sold to it. */
public record Customer(
    CustomerId id,
    PartnerId partner,
    String companyName,
    TenantId tenant,
    Domain domain,
    Market market,
    Instant createdAt) {
  /** Refuses a nameless customer. */
  public Customer {
    if (companyName.isBlank()) {
      throw new IllegalArgumentException("a customer has a name");
    }
  }
}
