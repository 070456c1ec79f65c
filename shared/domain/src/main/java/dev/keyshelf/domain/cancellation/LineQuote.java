package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;

/** The quote of one line: what its cancellation would do, or why it cannot be cancelled. */
public sealed interface LineQuote {
  /** Returns the line's entitlement, as it was read. */
  Entitlement entitlement();

  /**
   * The line can be cancelled.
   *
   * @param quantity the number of units to cancel
   * @param credit the credit for these units
   * @param left the time until the cancellation window closes; zero for an operator's decision
   */
  record Cancellable(Entitlement entitlement, int quantity, Credit credit, Duration left)
      implements LineQuote {
    /** Returns how many of the issued keys that work now would stop working. */
    public int keysRevoked() {
      return Math.min(entitlement.keysIssued(), entitlement.workingKeys())
          - Math.min(entitlement.keysIssued(), keysLeft());
    }

    /** Returns whether its download links would end. They work while a unit is active. */
    public boolean endsLinks() {
      return quantity == entitlement.activeQuantity() && entitlement.purchase().hasDownloads();
    }

    private int keysLeft() {
      var left = entitlement.activeQuantity() - quantity;
      return entitlement.purchase().keys().map(rule -> rule.keysFor(left)).orElse(0);
    }
  }

  /**
   * The line cannot be cancelled.
   *
   * @param detail the reason, for people
   */
  record NotCancellable(Entitlement entitlement, Reason reason, String detail)
      implements LineQuote {}

  /**
   * Why a line cannot be cancelled. If several reasons apply, the first in this order counts,
   * except that {@link #CREDIT_TOO_LARGE} comes before {@link #QUANTITY_TOO_LARGE}.
   */
  enum Reason {
    /** All units were cancelled before. */
    ALREADY_CANCELLED,
    /** The terms or the product never allow a cancellation. */
    NOT_CANCELLABLE,
    /** The window closed, so the buyer can no longer cancel. Only an operator's decision can. */
    WINDOW_CLOSED,
    /** The subscription's term is over, so there is nothing to cancel. */
    TERM_ENDED,
    /** The terms or the product allow a cancellation by support request only. */
    NEEDS_SUPPORT_REQUEST,
    /** More units are to be cancelled than are active. */
    QUANTITY_TOO_LARGE,
    /**
     * The granted credit is more than the uncredited part of the charge, or in another currency.
     */
    CREDIT_TOO_LARGE
  }

  /** Quotes the cancellation of a line's selected units by its buyer at {@code now}. */
  static LineQuote of(Entitlement entitlement, Selection selection, Instant now) {
    var terms = entitlement.purchase().terms();
    var edition = terms.name();
    var bar = barToAnyCancel(entitlement);
    if (bar.isPresent()) {
      return bar.get();
    }
    if (!terms.window().isOpenAt(now)) {
      return new NotCancellable(
          entitlement,
          Reason.WINDOW_CLOSED,
          "%s closed at %s (%s)"
              .formatted(
                  terms.windowOfProduct()
                      ? "the product's own cancellation window"
                      : "the cancellation window",
                  terms.window().closesAt(),
                  edition));
    }
    if (entitlement.gateAt(now) == Entitlement.Gate.TERM_ENDED) {
      return termEnded(entitlement);
    }
    if (terms.cancellation() == CancellationRoute.SUPPORT_REQUEST) {
      return new NotCancellable(
          entitlement,
          Reason.NEEDS_SUPPORT_REQUEST,
          "it can be cancelled by support request only (%s)".formatted(edition));
    }
    return unitsOf(
        entitlement, selection, units -> Credit.of(entitlement, units, now), Optional.of(now));
  }

  /**
   * Quotes the cancellation of a line's selected units by an operator's decision at {@code now}. A
   * decision may cancel after the window, and lines that need a support request. All other rules
   * apply.
   *
   * @param credit the credit that the decision grants; empty for the credit of the terms
   */
  static LineQuote granted(
      Entitlement entitlement, Selection selection, Optional<Money> credit, Instant now) {
    var bar = barToAnyCancel(entitlement);
    if (bar.isPresent()) {
      return bar.get();
    }
    if (entitlement.gateAt(now) == Entitlement.Gate.TERM_ENDED) {
      return termEnded(entitlement);
    }
    var left = entitlement.purchase().total().minus(entitlement.credited());
    if (credit.filter(amount -> !amount.isWithin(left)).isPresent()) {
      return new NotCancellable(
          entitlement,
          Reason.CREDIT_TOO_LARGE,
          "the credit must be at most %2$s, was %1$s".formatted(credit.get(), left));
    }
    return unitsOf(
        entitlement,
        selection,
        units ->
            credit
                .map(amount -> Credit.granted(entitlement, amount))
                .orElseGet(() -> Credit.of(entitlement, units, now)),
        Optional.empty());
  }

  private static Optional<LineQuote> barToAnyCancel(Entitlement entitlement) {
    if (entitlement.activeQuantity() == 0) {
      return Optional.of(
          new NotCancellable(
              entitlement, Reason.ALREADY_CANCELLED, "all units are cancelled already"));
    }
    var terms = entitlement.purchase().terms();
    return terms.cancellation() == CancellationRoute.NEVER
        ? Optional.of(
            new NotCancellable(
                entitlement,
                Reason.NOT_CANCELLABLE,
                "the product cannot be cancelled or exchanged (%s)".formatted(terms.name())))
        : Optional.empty();
  }

  private static NotCancellable termEnded(Entitlement entitlement) {
    return new NotCancellable(entitlement, Reason.TERM_ENDED, "the term is over");
  }

  private static LineQuote unitsOf(
      Entitlement entitlement,
      Selection selection,
      IntFunction<Credit> credit,
      Optional<Instant> withinWindow) {
    var active = entitlement.activeQuantity();
    var quantity = selection.unitsOf(entitlement.id().line(), active);
    if (quantity > active) {
      return new NotCancellable(
          entitlement,
          Reason.QUANTITY_TOO_LARGE,
          "quantity must be at most %2$s, was %1$s".formatted(quantity, active));
    }
    var window = entitlement.purchase().terms().window();
    return new Cancellable(
        entitlement,
        quantity,
        credit.apply(quantity),
        withinWindow.map(window::leftAt).orElse(Duration.ZERO));
  }
}
