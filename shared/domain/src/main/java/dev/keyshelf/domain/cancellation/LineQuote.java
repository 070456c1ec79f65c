package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;

/** What a cancel of one line would do, or why the line cannot be cancelled. */
public sealed interface LineQuote {
  /** Gives the line's entitlement as it was read. */
  Entitlement entitlement();

  /** It can be cancelled: so many units for this credit, for so long. */
  record Cancellable(Entitlement entitlement, int quantity, Credit credit, Duration left)
      implements LineQuote {
    /** Gives how many of the keys that were issued and work now stop working. */
    public int keysRevoked() {
      return Math.min(entitlement.keysIssued(), entitlement.workingKeys())
          - Math.min(entitlement.keysIssued(), keysLeft());
    }

    /** Tells whether all download links end: while a unit is left, they work on. */
    public boolean endsLinks() {
      return quantity == entitlement.activeQuantity() && entitlement.purchase().hasDownloads();
    }

    private int keysLeft() {
      var left = entitlement.activeQuantity() - quantity;
      return entitlement.purchase().keys().map(rule -> rule.keysFor(left)).orElse(0);
    }
  }

  /** It cannot be cancelled by its buyer. */
  record NotCancellable(Entitlement entitlement, Reason reason, String detail)
      implements LineQuote {}

  /** Why a line cannot be cancelled; in order of precedence. */
  enum Reason {
    /** All of it was cancelled before. */
    ALREADY_CANCELLED,
    /** Its terms or product never allow it. */
    NOT_CANCELLABLE,
    /** The window closed: its buyer cannot cancel it any more, by a request neither. */
    WINDOW_CLOSED,
    /** The subscription's term is over: there is nothing left to cancel. */
    TERM_ENDED,
    /** Its terms or product allow it by support request only. */
    NEEDS_SUPPORT_REQUEST,
    /** More units than are left. */
    QUANTITY_TOO_LARGE,
    /** A granted credit of more than is left of what was charged, or of another currency. */
    CREDIT_TOO_LARGE
  }

  /** Quotes the cancel of so many of a line's units by its buyer at {@code now}. */
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
          "the window closed at %s (%s)".formatted(terms.window().closesAt(), edition));
    }
    if (entitlement.gateAt(now) == Entitlement.Gate.TERM_ENDED) {
      return termEnded(entitlement);
    }
    if (terms.cancellation() == CancellationRoute.SUPPORT_REQUEST) {
      return new NotCancellable(
          entitlement,
          Reason.NEEDS_SUPPORT_REQUEST,
          "it is cancelled by support request only (%s)".formatted(edition));
    }
    return unitsOf(
        entitlement, selection, units -> Credit.of(entitlement, units, now), Optional.of(now));
  }

  /**
   * Quotes the cancel of so many of a line's units by an operator's decision at {@code now}: the
   * route and the window of its terms do not bind a decision, everything else does.
   *
   * @param credit what the decision gives back; empty for what the terms give
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
          "%s granted, %s left of what was charged".formatted(credit.get(), left));
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
          "%s asked for, %s left".formatted(quantity, active));
    }
    var window = entitlement.purchase().terms().window();
    return new Cancellable(
        entitlement,
        quantity,
        credit.apply(quantity),
        withinWindow.map(window::leftAt).orElse(Duration.ZERO));
  }
}
