package dev.keyshelf.domain.desk;

import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.ProductId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is looked for across customers: one way to look, and what must hold of each row. What is
 * empty is not asked for.
 *
 * @param from when it was bought, inclusive
 * @param to when it was bought, exclusive
 * @param now the instant that states and ends are told for
 * @param <S> the states of what is looked for
 */
public record Search<S extends Enum<S>>(
    By by,
    Optional<CustomerId> customer,
    Optional<ProductId> product,
    Optional<ProductKind> kind,
    Optional<S> state,
    Instant from,
    Instant to,
    Instant now) {
  /** How to look, and so in what order. */
  public sealed interface By {
    /** All there are, newest first. */
    record Newest() implements By {}

    /** What one order made. */
    record OfOrder(OrderId order) implements By {}

    /** The orders with exactly this purchase order number, newest first. */
    record PurchaseOrder(String number) implements By {}

    /**
     * What ends soon, the soonest first.
     *
     * @param days of 24 hours; an end is within them up to and including their last instant
     */
    record EndingSoon(Ending ending, int days) implements By {
      /** Returns the last instant that is within the days. */
      public Instant lastAt(Instant now) {
        return now.plus(Duration.ofDays(days));
      }
    }

    /** What has a key with these last five characters, in any case, newest first. */
    record LastFive(String lastFive) implements By {}

    /** What a download link is for. */
    record Link(LinkId link) implements By {}
  }

  /** Tells whether something of a purchase is wanted. */
  public boolean includes(Purchase purchase) {
    return product.map(purchase.product()::equals).orElse(true)
        && kind.map(purchase.kind()::equals).orElse(true);
  }

  /** Tells whether what was bought then, and is in this state now, is wanted. */
  public boolean includes(Instant boughtAt, S stateNow) {
    return !boughtAt.isBefore(from)
        && boughtAt.isBefore(to)
        && state.map(stateNow::equals).orElse(true);
  }

  /** Tells whether a customer's are wanted. */
  public boolean includes(CustomerId whose) {
    return customer.map(whose::equals).orElse(true);
  }
}
