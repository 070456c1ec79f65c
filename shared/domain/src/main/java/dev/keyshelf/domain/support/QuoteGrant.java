package dev.keyshelf.domain.support;

import dev.keyshelf.domain.cancellation.CancellationQuote;
import dev.keyshelf.domain.cancellation.QuoteCancellation;
import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.order.Orders;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Quotes what a grant of a support request would cancel and credit. It changes nothing. */
public final class QuoteGrant {
  private final QuoteCancellation quotes;

  /** Uses these stores. */
  public QuoteGrant(Orders orders, Entitlements entitlements) {
    this.quotes = new QuoteCancellation(orders, entitlements);
  }

  /**
   * The lines and credits of a grant.
   *
   * @param lines the lines to cancel; empty for those of the request
   * @param credits the credits by line number; other lines get the credit of their terms
   */
  public record Terms(Optional<Selection> lines, Map<Integer, Money> credits) {
    /** Copies the map. */
    public Terms {
      credits = Map.copyOf(credits);
    }
  }

  /** The outcome of {@link #quote}. */
  public sealed interface Outcome {
    /**
     * The quote of the grant.
     *
     * @param granted for each line, the credit of the grant or why the line cannot be cancelled
     * @param byTerms the same lines with the credit of their terms
     */
    record Quoted(CancellationQuote granted, CancellationQuote byTerms) implements Outcome {}

    /** The request names no order. */
    record NamesNoOrder() implements Outcome {}

    /** The order has no such line. */
    record NoSuchLine(int line) implements Outcome {}
  }

  /** Quotes a grant at {@code now}. */
  public Outcome quote(SupportRequest request, Terms terms, Instant now) {
    var byTerms = of(request, new Terms(terms.lines(), Map.of()), now);
    if (!(byTerms instanceof Outcome.Quoted(var quote, _)) || terms.credits().isEmpty()) {
      return byTerms;
    }
    return of(request, terms, now) instanceof Outcome.Quoted(var granted, _)
        ? new Outcome.Quoted(granted, quote)
        : byTerms;
  }

  private Outcome of(SupportRequest request, Terms terms, Instant now) {
    var concern = request.concern();
    if (concern.order().isEmpty()) {
      return new Outcome.NamesNoOrder();
    }
    var outcome =
        quotes.granted(
            request.partner(),
            concern.customer().id(),
            concern.order().get(),
            terms.lines().orElseGet(() -> linesOf(concern)),
            terms.credits(),
            now);
    return switch (outcome) {
      // This cannot happen: the order existed when the request was made, and orders are never
      // removed.
      case QuoteCancellation.Outcome.NoSuchOrder() -> new Outcome.NamesNoOrder();
      case QuoteCancellation.Outcome.NoSuchLine(var line) -> new Outcome.NoSuchLine(line);
      case QuoteCancellation.Outcome.Quoted(var quote) -> new Outcome.Quoted(quote, quote);
    };
  }

  /** Returns the lines of a concern: those it names, its entitlement's line or the whole order. */
  private static Selection linesOf(Concern concern) {
    if (!concern.lines().isWholeOrder()) {
      return concern.lines();
    }
    return concern
        .entitlement()
        .map(EntitlementId::line)
        .map(line -> new Selection(new TreeMap<>(Map.of(line, Optional.empty()))))
        .orElseGet(Selection::wholeOrder);
  }
}
