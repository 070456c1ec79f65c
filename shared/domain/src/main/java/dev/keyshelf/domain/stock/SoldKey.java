package dev.keyshelf.domain.stock;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;

/**
 * A key that a customer has, or had before a rotation replaced it.
 *
 * @param isCurrent whether no other key has replaced it; a current key may be cancelled
 */
public record SoldKey(
    String id,
    PartnerId partner,
    CustomerId customer,
    EntitlementId entitlement,
    int ordinal,
    String lastFive,
    Instant issuedAt,
    boolean isCurrent) {}
