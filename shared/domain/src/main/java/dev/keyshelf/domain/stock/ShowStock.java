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
 * Shows operators the contents of a pool, and the customers who have the keys of a batch. A look-up
 * of customers is recorded in the house's log before its result is returned.
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
   * A pool. Its counts are approximate, since keys may move while they are counted.
   *
   * @param forSale empty if the time ran out
   * @param quarantined empty if the time ran out
   */
  public record Pool(
      String name, List<KeyBatch> batches, OptionalLong forSale, OptionalLong quarantined) {
    /** Copies the list. */
    public Pool {
      batches = List.copyOf(batches);
    }

    /** Returns whether it has neither batches nor keys, as a pool that does not exist. */
    public boolean isEmpty() {
      return batches.isEmpty()
          && forSale.equals(OptionalLong.of(0))
          && quarantined.equals(OptionalLong.of(0));
    }
  }

  /** Returns whether a file of this name brought keys into the pool. */
  public boolean hasBatch(Supply batch) {
    return stock.batches(batch.pool()).stream().anyMatch(each -> each.name().equals(batch.batch()));
  }

  /** Finds the progress of a change of stock. */
  public Optional<StockWork> change(String id) {
    return stock.find(id);
  }

  /** Returns a pool. If no pool has this name, the result has no batches and no keys. */
  public Pool pool(String name, TimeLeft timeLeft) {
    return new Pool(
        name, stock.batches(name), counts.count(name, timeLeft), stock.quarantined(name, timeLeft));
  }

  /** A sold key and the customer who has it. */
  public record Buyer(SoldKey key, Optional<Customer> customer) {}

  /**
   * A page of the sold keys of a batch.
   *
   * @param next the cursor of the next page; empty on the last page
   */
  public record Buyers(List<Buyer> buyers, Optional<String> next) {
    /** Copies the list. */
    public Buyers {
      buyers = List.copyOf(buyers);
    }
  }

  /** Returns the buyers of a batch's keys, including keys that were moved before they were sold. */
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
