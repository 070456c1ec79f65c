package dev.keyshelf.domain.customer;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.party.Buyer;
import java.time.Instant;
import java.util.Optional;

/**
 * An organisation that a partner buys for. Its market decides the prices and which products it can
 * get.
 *
 * @param billing the company that receives the partner's statements of charges; empty if the
 *     partner has not said it
 * @param firstOrder the order that fixed the market; empty if nothing was ever bought
 * @param archivedAt since when orders are refused; empty if the customer is not archived
 * @param version rises by 1 with each change, from 1
 */
public record Customer(
    CustomerId id,
    PartnerId partner,
    String companyName,
    TenantId tenant,
    Domain domain,
    Market market,
    Optional<Contact> contact,
    Optional<Buyer> billing,
    Optional<FirstOrder> firstOrder,
    Optional<Instant> archivedAt,
    Instant createdAt,
    long version) {
  /** The longest company name, in characters. */
  public static final int LONGEST_NAME = 200;

  /** The order that fixed a customer's market. */
  public record FirstOrder(OrderId id, Instant at) {}

  /**
   * Checks the company's name.
   *
   * @throws IllegalArgumentException if the name is blank, too long or has more than one line
   */
  public Customer {
    if (!OneLine.is(companyName, LONGEST_NAME)) {
      throw new IllegalArgumentException(
          "a company's name must have 1 to 200 characters on one line");
    }
  }

  /** Makes a new customer, without a contact, billing details or orders. */
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
        Optional.empty(),
        Optional.empty(),
        createdAt,
        1);
  }

  /** Returns this customer with a contact. */
  public Customer reachedAt(Contact person) {
    return new Customer(
        id,
        partner,
        companyName,
        tenant,
        domain,
        market,
        Optional.of(person),
        billing,
        firstOrder,
        archivedAt,
        createdAt,
        version);
  }

  /** Returns this with other billing details, before it is {@link #changed}. */
  public Customer billed(Optional<Buyer> as) {
    return new Customer(
        id,
        partner,
        companyName,
        tenant,
        domain,
        market,
        contact,
        as,
        firstOrder,
        archivedAt,
        createdAt,
        version);
  }

  /** Returns whether orders for the customer are refused. */
  public boolean isArchived() {
    return archivedAt.isPresent();
  }

  /** Returns whether the market may become another one, or is this one already. */
  public boolean canMoveTo(Market other) {
    return firstOrder.isEmpty() || market.equals(other);
  }

  /**
   * Returns this customer with new values and the next version.
   *
   * @throws IllegalArgumentException if the market changes although it is fixed
   */
  public Customer changed(String name, Market toMarket, Optional<Contact> toContact) {
    if (!canMoveTo(toMarket)) {
      throw new IllegalArgumentException("the market must not change after the first order");
    }
    return new Customer(
        id,
        partner,
        name,
        tenant,
        domain,
        toMarket,
        toContact,
        billing,
        firstOrder,
        archivedAt,
        createdAt,
        version + 1);
  }

  /** Returns this with another tenant GUID and domain, before it is {@link #changed}. */
  public Customer known(TenantId asTenant, Domain asDomain) {
    return new Customer(
        id,
        partner,
        companyName,
        asTenant,
        asDomain,
        market,
        contact,
        billing,
        firstOrder,
        archivedAt,
        createdAt,
        version);
  }

  /** Returns this archived since an instant, or not at all, before it is {@link #changed}. */
  public Customer archived(Optional<Instant> since) {
    return new Customer(
        id,
        partner,
        companyName,
        tenant,
        domain,
        market,
        contact,
        billing,
        firstOrder,
        since,
        createdAt,
        version);
  }
}
