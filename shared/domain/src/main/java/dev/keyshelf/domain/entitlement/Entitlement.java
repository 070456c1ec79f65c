package dev.keyshelf.domain.entitlement;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A customer's right to what an order line bought. It is the one gate of its keys and links: each
 * use checks it in its own transaction, so a cancel changes this and nothing else.
 *
 * @param activeQuantity what is not cancelled; 0 once all of it is
 * @param keysIssued how many keys were issued: with the order and soon after it when they are
 *     reserved, else 0 before the first time
 * @param credited what cancellations gave back so far
 * @param creditNote the id of the newest credit note that gave some of it back
 * @param linkGeneration how often all of its links were revoked; only links of this generation work
 * @param version rises with each change
 */
public record Entitlement(
    EntitlementId id,
    PartnerId partner,
    CustomerId customer,
    Purchase purchase,
    Instant purchasedAt,
    int activeQuantity,
    int keysIssued,
    Money credited,
    Optional<String> creditNote,
    Optional<Instant> cancelledAt,
    Optional<Instant> windowClosedAt,
    int linkGeneration,
    long version) {
  /** Refuses more active units than bought, and more credit than charged. */
  public Entitlement {
    if (activeQuantity < 0 || activeQuantity > purchase.quantity()) {
      throw new IllegalArgumentException("0 <= active quantity <= bought");
    }
    if (!credited.isWithin(purchase.total())) {
      throw new IllegalArgumentException("0 <= credited <= charged");
    }
  }

  /**
   * Gives the entitlement that a line makes.
   *
   * @param keysReserved how many keys it is given with its order
   */
  public static Entitlement bought(
      EntitlementId id,
      PartnerId partner,
      CustomerId customer,
      Purchase purchase,
      Instant purchasedAt,
      int keysReserved) {
    return new Entitlement(
        id,
        partner,
        customer,
        purchase,
        purchasedAt,
        purchase.quantity(),
        keysReserved,
        Money.zero(purchase.total().currency()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        1);
  }

  /** What the gate says. */
  public enum Gate {
    /** Keys and links work. */
    OPEN,
    /** All of it was cancelled. */
    CANCELLED,
    /** The subscription's term is over. */
    TERM_ENDED
  }

  /** Tells whether keys and links work at {@code now}; a term's end is exclusive. */
  public Gate gateAt(Instant now) {
    if (activeQuantity == 0) {
      return Gate.CANCELLED;
    }
    var over = purchase.term().map(term -> term.isOverAt(now)).orElse(false);
    return over ? Gate.TERM_ENDED : Gate.OPEN;
  }

  /** Gives what it is called at {@code now}. */
  public EntitlementState stateAt(Instant now) {
    return switch (gateAt(now)) {
      case CANCELLED -> EntitlementState.CANCELLED;
      case TERM_ENDED -> EntitlementState.TERM_ENDED;
      case OPEN ->
          activeQuantity < purchase.quantity()
              ? EntitlementState.PARTIALLY_CANCELLED
              : EntitlementState.ACTIVE;
    };
  }

  /** Gives how long its buyer can still cancel it at {@code now}; zero when they cannot. */
  public Duration leftToCancelAt(Instant now) {
    var terms = purchase.terms();
    return terms.cancellation() == CancellationRoute.SELF_SERVICE && gateAt(now) == Gate.OPEN
        ? terms.window().leftAt(now)
        : Duration.ZERO;
  }

  /**
   * Gives when its cancellation window closed, if it is over at {@code now} with something left to
   * cancel. Time decides: whether the closing was marked yet makes no difference.
   */
  public Optional<Instant> windowOverAt(Instant now) {
    var terms = purchase.terms();
    return activeQuantity > 0
            && terms.cancellation() != CancellationRoute.NEVER
            && !now.isBefore(terms.window().closesAt())
        ? Optional.of(terms.window().closesAt())
        : Optional.empty();
  }

  /** Gives how many keys work now: those with an ordinal up to this. */
  public int workingKeys() {
    return purchase.keys().map(rule -> rule.keysFor(activeQuantity)).orElse(0);
  }

  /** Gives how many of its keys that work are reserved; 0 when they are issued later. */
  public int keysReserved() {
    return purchase.reservesKeys() ? Math.min(keysIssued, workingKeys()) : 0;
  }

  /** Gives how many keys it has paid for that are not reserved yet. */
  public int keysOutstanding() {
    return purchase.reservesKeys() ? Math.max(0, workingKeys() - keysIssued) : 0;
  }

  /** Gives how many keys it still needs at {@code now}: none once its gate is shut. */
  public int keysOutstandingAt(Instant now) {
    return gateAt(now) == Gate.OPEN ? keysOutstanding() : 0;
  }

  /** Gives this after so many more keys were reserved for it. */
  public Entitlement withKeysReserved(int more) {
    return changed(
        activeQuantity, keysIssued + more, credited, creditNote, cancelledAt, linkGeneration);
  }

  /** Gives this after its keys were issued. */
  public Entitlement withKeysIssued() {
    return changed(
        activeQuantity, workingKeys(), credited, creditNote, cancelledAt, linkGeneration);
  }

  /** Gives this after all of its links were revoked: those made from now on work. */
  public Entitlement withLinksRevoked() {
    return changed(
        activeQuantity, keysIssued, credited, creditNote, cancelledAt, linkGeneration + 1);
  }

  /**
   * Gives this after so many of its units were cancelled for a credit.
   *
   * @param note the id of the credit note that gives it back
   */
  public Entitlement afterCancelling(int quantity, Money credit, String note, Instant now) {
    var left = activeQuantity - quantity;
    return changed(
        left,
        keysIssued,
        credited.plus(credit),
        Optional.of(note),
        left == 0 ? Optional.of(now) : cancelledAt,
        linkGeneration);
  }

  private Entitlement changed(
      int active,
      int issued,
      Money credit,
      Optional<String> note,
      Optional<Instant> cancelled,
      int generation) {
    return new Entitlement(
        id,
        partner,
        customer,
        purchase,
        purchasedAt,
        active,
        issued,
        credit,
        note,
        cancelled,
        windowClosedAt,
        generation,
        version + 1);
  }
}
