package dev.keyshelf.domain.customer;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.Optional;

/**
 * An organisation that a partner buys for; its market decides prices and what is sold to it.
 *
 * @param firstOrder what fixed its market; empty while nothing was ever bought for it
 * @param version counts its changes, from 1
 */
public record Customer(
    CustomerId id,
    PartnerId partner,
    String companyName,
    TenantId tenant,
    Domain domain,
    Market market,
    Optional<Contact> contact,
    Optional<FirstOrder> firstOrder,
    Instant createdAt,
    long version) {
  /** The longest company name, in characters. */
  public static final int LONGEST_NAME = 200;

  /** The order since which a customer's market stays what it is. */
  public record FirstOrder(OrderId id, Instant at) {}

  /** Refuses a customer without a name, or with one of more than one line. */
  public Customer {
    if (!OneLine.is(companyName, LONGEST_NAME)) {
      throw new IllegalArgumentException("a customer has a name of one line");
    }
  }

  /** Makes a customer without a contact, for which nothing was bought. */
  public Customer(
      CustomerId id,
      PartnerId partner,
      String companyName,
      TenantId tenant,
      Domain domain,
      Market market,
      Instant createdAt) {
    this(
        id,
        partner,
        companyName,
        tenant,
        domain,
        market,
        Optional.empty(),
        Optional.empty(),
        createdAt,
        1);
  }

  /** Gives this with a contact. */
  public Customer reachedAt(Contact person) {
    return new Customer(
        id,
        partner,
        companyName,
        tenant,
        domain,
        market,
        Optional.of(person),
        firstOrder,
        createdAt,
        version);
  }

  /** Tells whether the market can become another one: only until the first order. */
  public boolean canMoveTo(Market other) {
    return firstOrder.isEmpty() || market.equals(other);
  }

  /** Gives this after a change of what can be changed. */
  public Customer changed(String name, Market toMarket, Optional<Contact> toContact) {
    if (!canMoveTo(toMarket)) {
      throw new IllegalArgumentException("the market is fixed");
    }
    return new Customer(
        id, partner, name, tenant, domain, toMarket, toContact, firstOrder, createdAt, version + 1);
  }
}
