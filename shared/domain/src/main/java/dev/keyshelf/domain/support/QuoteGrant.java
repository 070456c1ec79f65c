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

/** Tells what granting a request would cancel and pay; it changes nothing and stores nothing. */
public final class QuoteGrant {
  private final QuoteCancellation quotes;

  /** Uses these stores. */
  public QuoteGrant(Orders orders, Entitlements entitlements) {
    this.quotes = new QuoteCancellation(orders, entitlements);
  }

  /**
   * What a grant is of.
   *
   * @param lines empty for those of the request
   * @param credits what it pays by line; lines without one get what their terms give
   */
  public record Terms(Optional<Selection> lines, Map<Integer, Money> credits) {
    /** Copies the map in. */
    public Terms {
      credits = Map.copyOf(credits);
    }
  }

  /** What a look at the request and its order gives. */
  public sealed interface Outcome {
    /**
     * What would be cancelled and paid.
     *
     * @param granted line by line what the grant pays, or why the line cannot be cancelled
     * @param byTerms the same lines, with what their terms give
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
      // Orders are never removed, and the request was made of one that was there.
      case QuoteCancellation.Outcome.NoSuchOrder() -> new Outcome.NamesNoOrder();
      case QuoteCancellation.Outcome.NoSuchLine(var line) -> new Outcome.NoSuchLine(line);
      case QuoteCancellation.Outcome.Quoted(var quote) -> new Outcome.Quoted(quote, quote);
    };
  }

  /** No line named is the entitlement's, if one is named, and the whole order else. */
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
