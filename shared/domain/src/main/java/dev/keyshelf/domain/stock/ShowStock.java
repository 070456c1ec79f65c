package dev.keyshelf.domain.stock;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.key.KeyBatch;
import dev.keyshelf.domain.key.KeyStocks;
import dev.keyshelf.domain.key.Supply;
import dev.keyshelf.domain.once.TimeLeft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Shows an operator what a pool holds, and who has the keys of a batch. That somebody looked up
 * customers is in the house's log before they are told.
 */
public final class ShowStock {
  private final Stock stock;
  private final KeyStocks counts;
  private final Customers customers;
  private final ActivityLog log;

  /** Uses these stores. */
  public ShowStock(Stock stock, KeyStocks counts, Customers customers, ActivityLog log) {
    this.stock = stock;
    this.counts = counts;
    this.customers = customers;
    this.log = log;
  }

  /**
   * A pool, as it is about now.
   *
   * @param forSale empty when the time ran out
   * @param quarantined the same
   */
  public record Pool(
      String name, List<KeyBatch> batches, OptionalLong forSale, OptionalLong quarantined) {
    /** Copies the list in. */
    public Pool {
      batches = List.copyOf(batches);
    }
  }

  /** Returns a pool; without batches and keys if there is none of this name. */
  public Pool pool(String name, TimeLeft timeLeft) {
    return new Pool(
        name, stock.batches(name), counts.count(name, timeLeft), stock.quarantined(name, timeLeft));
  }

  /** A key that was sold, and whose it is. */
  public record Buyer(SoldKey key, Optional<Customer> customer) {}

  /** Some of the sold keys of a batch, and where to go on if there may be more. */
  public record Buyers(List<Buyer> buyers, Optional<String> next) {
    /** Copies the list in. */
    public Buyers {
      buyers = List.copyOf(buyers);
    }
  }

  /** Returns who has the keys of a batch, wherever they were moved before they were sold. */
  public Buyers buyers(Supply batch, int limit, Optional<String> after, Act act) {
    var page = stock.sold(batch, limit, after);
    var activity =
        ActivityRecord.of(PartnerId.HOUSE, act, Operation.SOLD_KEYS_LISTED, Subject.none())
            .about(
                "pool %s, batch %s: %s sold keys"
                    .formatted(batch.pool(), batch.batch(), page.keys().size()));
    log.record(activity);
    return new Buyers(with(page.keys()), page.next());
  }

  /** Returns sold keys with their customers. */
  public List<Buyer> with(List<SoldKey> keys) {
    Map<Owner, Optional<Customer>> found = new HashMap<>();
    return keys.stream()
        .map(
            key ->
                new Buyer(
                    key,
                    found.computeIfAbsent(
                        new Owner(key.partner(), key.customer()),
                        owner -> customers.find(owner.partner(), owner.customer()))))
        .toList();
  }

  private record Owner(PartnerId partner, CustomerId customer) {}
}
