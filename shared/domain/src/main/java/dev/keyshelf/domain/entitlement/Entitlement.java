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
 * A customer's right to the product that an order line bought. It is the single gate for its keys
 * and links. Each use of a key or link checks this gate in its own transaction, so a cancellation
 * does not need to change the keys and links.
 *
 * @param activeQuantity the number of units that are not cancelled; 0 once all are
 * @param keysIssued how many keys were issued. Reserved keys are issued with the order or soon
 *     after it; other keys when they are first revealed, so this is 0 until then
 * @param credited the total that cancellations have credited so far
 * @param creditNote the id of the newest credit note; empty if there is none
 * @param cancelledAt when the last unit was cancelled; empty while a unit is active
 * @param windowClosedAt when the closing of the cancellation window was marked; empty until then
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
  /**
   * Checks the quantity and the credit.
   *
   * @throws IllegalArgumentException if more units are active than were bought, or more was
   *     credited than charged, or either is negative
   */
  public Entitlement {
    if (activeQuantity < 0 || activeQuantity > purchase.quantity()) {
      throw new IllegalArgumentException(
          "the active quantity must be between 0 and the quantity bought");
    }
    if (!credited.isWithin(purchase.total())) {
      throw new IllegalArgumentException(
          "the credit must be between 0 and the charge, in the same currency");
    }
  }

  /**
   * Returns the entitlement that an order line makes.
   *
   * @param keysReserved how many of its keys are reserved with the order
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

  /** The states of the gate. */
  public enum Gate {
    /** Keys and links work. */
    OPEN,
    /** All units were cancelled. */
    CANCELLED,
    /** The subscription's term is over. */
    TERM_ENDED
  }

  /** Returns whether keys and links work at {@code now}. They do not work at the term's end. */
  public Gate gateAt(Instant now) {
    if (activeQuantity == 0) {
      return Gate.CANCELLED;
    }
    var over = purchase.term().map(term -> term.isOverAt(now)).orElse(false);
    return over ? Gate.TERM_ENDED : Gate.OPEN;
  }

  /** Returns the state at {@code now}. */
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

  /** Returns how long the buyer can still cancel it at {@code now}; zero if they cannot. */
  public Duration leftToCancelAt(Instant now) {
    var terms = purchase.terms();
    return terms.cancellation() == CancellationRoute.SELF_SERVICE && gateAt(now) == Gate.OPEN
        ? terms.window().leftAt(now)
        : Duration.ZERO;
  }

  /**
   * Returns when the cancellation window closed; empty if the window is open at {@code now}, no
   * unit is active, or the terms never allow a cancellation. Time decides: it makes no difference
   * whether the closing was marked yet.
   */
  public Optional<Instant> windowOverAt(Instant now) {
    var terms = purchase.terms();
    return activeQuantity > 0
            && terms.cancellation() != CancellationRoute.NEVER
            && !now.isBefore(terms.window().closesAt())
        ? Optional.of(terms.window().closesAt())
        : Optional.empty();
  }

  /** Returns how many keys the active units allow. Keys with a higher ordinal do not work. */
  public int workingKeys() {
    return purchase.keys().map(rule -> rule.keysFor(activeQuantity)).orElse(0);
  }

  /** Returns how many of its working keys are reserved; 0 if its keys are issued later. */
  public int keysReserved() {
    return purchase.reservesKeys() ? Math.min(keysIssued, workingKeys()) : 0;
  }

  /** Returns how many of its keys are still to be reserved; 0 if its keys are issued later. */
  public int keysOutstanding() {
    return purchase.reservesKeys() ? Math.max(0, workingKeys() - keysIssued) : 0;
  }

  /**
   * Returns how many of its keys are still to be reserved at {@code now}; 0 if the gate is shut.
   */
  public int keysOutstandingAt(Instant now) {
    return gateAt(now) == Gate.OPEN ? keysOutstanding() : 0;
  }

  /** Returns a copy after more keys were reserved for it. */
  public Entitlement withKeysReserved(int more) {
    return changed(
        activeQuantity, keysIssued + more, credited, creditNote, cancelledAt, linkGeneration);
  }

  /** Returns a copy after its keys were issued. */
  public Entitlement withKeysIssued() {
    return changed(
        activeQuantity, workingKeys(), credited, creditNote, cancelledAt, linkGeneration);
  }

  /** Returns a copy after all of its links were revoked. Links that are made later work. */
  public Entitlement withLinksRevoked() {
    return changed(
        activeQuantity, keysIssued, credited, creditNote, cancelledAt, linkGeneration + 1);
  }

  /**
   * Returns a copy after some units were cancelled for a credit.
   *
   * @param quantity the number of units that were cancelled
   * @param note the id of the credit note
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
