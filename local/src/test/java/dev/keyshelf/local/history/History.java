package dev.keyshelf.local.history;

import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.crash.StoreFaults;
import dev.keyshelf.local.feed.FeedAndLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The deeds of several concurrent clients, drawn from a seed. The same seed gives each client the
 * same deeds in the same order. The seed does not decide how the clients interleave, nor therefore
 * which objects a deed can choose from.
 */
final class History {
  private static final int CLIENTS = 6;

  static final int DEEDS = Integer.getInteger("history.deeds", 8);
  private static final Duration TWO_HOURS = Duration.ofHours(2);
  private static final Duration A_MONTH = Duration.ofDays(32);

  private final Shop shop;
  private final long seed;
  private final Told told = new Told();
  private final Faults faults;
  private final CommitOrder order;

  /** The clock moves by more than seconds only while no deed is running. */
  private final ReadWriteLock time = new ReentrantReadWriteLock(true);

  History(Shop shop, long seed) {
    this.shop = shop;
    this.seed = seed;
    this.faults = new Faults(seed);
    this.order = new CommitOrder(faults);
  }

  /** Runs the history. Returns the contradictions found at its end. */
  List<String> run() {
    for (var partner : Assortment.PARTNERS) {
      told.pricedBefore.put(partner, ListedPrices.of(shop.of(partner), PriceListId.ALL));
    }
    StoreFaults.during(order, shop.machine().functions(), this::happen);
    var back = new Backroom(shop, told, "the end");
    var draw = new Random(seed);
    shop.machine().clock().advance(A_MONTH);
    for (int again = 0; again < 2; again++) {
      back.closeWindows(draw);
      back.issueInvoices(draw);
      back.renderDocuments(draw);
      back.seal(draw);
    }
    // The records of the last documents are of the hour that goes on, and feeds are completed from
    // sealed hours.
    shop.machine().clock().advance(TWO_HOURS);
    back.seal(draw);
    back.completeFeeds(draw);
    var wrong = new ArrayList<>(told.wrong);
    wrong.addAll(FeedAndLog.differences(shop));
    wrong.addAll(Models.contradictions(shop, told, order));
    wrong.addAll(shop.violations());
    return wrong;
  }

  /** Returns a text for people about the deeds and the faults on the way. */
  String summary() {
    Map<String, Integer> told =
        new TreeMap<>(
            Map.of(
                "orders", this.told.bought.size(),
                "reveals", this.told.shown.size(),
                "rotations", this.told.rotated.size(),
                "links", this.told.links.size(),
                "starts", this.told.started.size(),
                "revocations", this.told.revoked.size(),
                "cancels", this.told.cancelled.size(),
                "prices", this.told.priced.size(),
                "rebillings", this.told.rebillings.size(),
                "acts", this.told.acts()));
    return "history %s: %s, faults %s".formatted(seed, told, faults.injected());
  }

  private void happen() {
    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      var clients = new ArrayList<Future<?>>();
      var random = new Random(seed);
      for (int client = 0; client < CLIENTS; client++) {
        var name = "client " + client;
        var partner = Assortment.PARTNERS.get(client % Assortment.PARTNERS.size());
        var draw = new Random(random.nextLong());
        clients.add(
            threads.submit(
                () -> {
                  act(name, partner, draw);
                  return name;
                }));
      }
      for (var client : clients) {
        client.get();
      }
    } catch (ExecutionException failed) {
      throw new AssertionError("a client of history %s failed".formatted(seed), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private void act(String name, String partner, Random draw) throws Exception {
    var trader = new Trader(shop, told, partner, name);
    var back = new Backroom(shop, told, name);
    var canceller = new Canceller(shop, told, partner, name);
    var reseller = new Reseller(shop, told, partner, name);
    var deeds = new ArrayList<Deed>();
    add(deeds, 14, trader::buy);
    add(deeds, 15, trader::reveal);
    add(deeds, 7, trader::rotate);
    add(deeds, 9, trader::link);
    add(deeds, 14, trader::start);
    add(deeds, 9, new Storm(trader, canceller)::breakOut);
    add(deeds, 5, trader::resume);
    add(deeds, 3, trader::revoke);
    add(deeds, 5, trader::look);
    add(deeds, 4, canceller::whole);
    add(deeds, 5, canceller::part);
    add(deeds, 2, canceller::batch);
    add(deeds, 3, canceller::ask);
    add(deeds, 6, reseller::setPrices);
    add(deeds, 4, reseller::readRebilling);
    add(deeds, 2, back::closeWindows);
    add(deeds, 1, back::issueInvoices);
    add(deeds, 1, back::renderDocuments);
    add(deeds, 1, back::seal);
    add(deeds, 1, back::reserveKeys);
    add(deeds, 3, back::publishEvents);
    add(deeds, 1, back::completeFeeds);
    add(deeds, 3, back::importKeys);
    add(deeds, 2, back::skew);
    add(deeds, 3, this::pass);
    var first = List.<Deed>of(trader::join, back::importKeys, reseller::setPrices);
    for (var deed : first) {
      inItsTime(deed, new Random(draw.nextLong()));
    }
    for (int i = 0; i < DEEDS; i++) {
      var deed = deeds.get(draw.nextInt(deeds.size()));
      // Each deed has its own random, so its course does not change the deeds drawn after it.
      var its = new Random(draw.nextLong());
      if (i == DEEDS / 2 && name.endsWith(" 0")) {
        inItsTime(back::importCatalogue, its);
      }
      inItsTime(deed, its);
    }
  }

  /** Runs a deed in which the clock stands, so that no command outlives its idempotency record. */
  private void inItsTime(Deed deed, Random draw) throws Exception {
    time.readLock().lock();
    try {
      deed.by(draw);
    } finally {
      time.readLock().unlock();
    }
  }

  private static void add(List<Deed> deeds, int weight, Deed deed) {
    for (int i = 0; i < weight; i++) {
      deeds.add(deed);
    }
  }

  private void pass(Random draw) {
    time.readLock().unlock();
    time.writeLock().lock();
    try {
      shop.machine().clock().advance(Backroom.step(draw));
    } finally {
      time.writeLock().unlock();
      time.readLock().lock();
    }
  }
}
