package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.entitlement.Entitlement;
import java.time.Duration;
import java.time.Instant;

/** What a cancel of one line would do, or why the line cannot be cancelled. */
public sealed interface LineQuote {
  /** Gives the line's entitlement as it was read. */
  Entitlement entitlement();

  /** It can be cancelled: so many units for this credit, for so long. */
  record Cancellable(Entitlement entitlement, int quantity, Credit credit, Duration left)
      implements LineQuote {}

  /** It cannot be cancelled by its buyer. */
  record NotCancellable(Entitlement entitlement, Reason reason, String detail)
      implements LineQuote {}

  /** Why a line cannot be cancelled; in order of precedence. */
  enum Reason {
    /** All of it was cancelled before. */
    ALREADY_CANCELLED,
    /** Its terms or product never allow it. */
    NOT_CANCELLABLE,
    /** The window closed: nobody cancels it any more, by a support request neither. */
    WINDOW_CLOSED,
    /** The subscription's term is over: there is nothing left to cancel. */
    TERM_ENDED,
    /** Its terms or product allow it by support request only. */
    NEEDS_SUPPORT_REQUEST,
    /** More units than are left. */
    QUANTITY_TOO_LARGE
  }

  /** Quotes the cancel of so many of a line's units at {@code now}. */
  static LineQuote of(Entitlement entitlement, Selection selection, Instant now) {
    var line = entitlement.id().line();
    var terms = entitlement.purchase().terms();
    var edition = terms.name();
    var active = entitlement.activeQuantity();
    if (active == 0) {
      return new NotCancellable(
          entitlement, Reason.ALREADY_CANCELLED, "all units are cancelled already");
    }
    if (terms.cancellation() == CancellationRoute.NEVER) {
      return new NotCancellable(
          entitlement,
          Reason.NOT_CANCELLABLE,
          "the product cannot be cancelled or exchanged (%s)".formatted(edition));
    }
    if (!terms.window().isOpenAt(now)) {
      return new NotCancellable(
          entitlement,
          Reason.WINDOW_CLOSED,
          "the window closed at %s (%s)".formatted(terms.window().closesAt(), edition));
    }
    if (entitlement.gateAt(now) == Entitlement.Gate.TERM_ENDED) {
      return new NotCancellable(entitlement, Reason.TERM_ENDED, "the term is over");
    }
    if (terms.cancellation() == CancellationRoute.SUPPORT_REQUEST) {
      return new NotCancellable(
          entitlement,
          Reason.NEEDS_SUPPORT_REQUEST,
          "it is cancelled by support request only (%s)".formatted(edition));
    }
    var quantity = selection.unitsOf(line, active);
    if (quantity > active) {
      return new NotCancellable(
          entitlement,
          Reason.QUANTITY_TOO_LARGE,
          "%d asked for, %d left".formatted(quantity, active));
    }
    return new Cancellable(
        entitlement, quantity, Credit.of(entitlement, quantity, now), terms.window().leftAt(now));
  }
}
