package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.aLinkTo;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.anOrderOf;
import static dev.keyshelf.testkit.Situations.once;
import static dev.keyshelf.testkit.Situations.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.cancellation.CancelOrder;
import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.cancellation.Cancellation.Reason;
import dev.keyshelf.domain.cancellation.Cancellation.ReasonCode;
import dev.keyshelf.domain.cancellation.CancellationQuote;
import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.domain.download.CreateLink.Made;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.key.EarlierKeys;
import dev.keyshelf.domain.key.ImportKeys;
import dev.keyshelf.domain.key.ImportKeys.BatchLine;
import dev.keyshelf.domain.key.ImportKeys.Report;
import dev.keyshelf.domain.key.ImportKeys.Source;
import dev.keyshelf.domain.key.RevealKeys;
import dev.keyshelf.domain.key.RevealKeys.Revealed;
import dev.keyshelf.domain.key.RevealKeys.RevealedKey;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.Reservation;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Situations;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Steps that several tests take through the ports. */
final class Steps {
  private static final int MOST_RETRIES = 20;

  private final Wiring ports;

  /** Creates the steps, which use these ports. */
  public Steps(Wiring ports) {
    this.ports = ports;
  }

  /** Shows the keys of an entitlement to an agent at noon; the first call issues them. */
  Told<Revealed, RevealKeys.Refusal> reveal(Entitlement entitlement) {
    return new RevealKeys(
            ports.entitlementFacts(),
            ports.entitlements(),
            ports.keyPools(),
            ports.productKeys(),
            ports.keyVault(),
            ports.idempotencyRecords())
        .reveal(
            entitlement.partner(),
            entitlement.customer(),
            entitlement.id(),
            anAgentAt(NOON),
            running());
  }

  /** Returns the keys that were shown, or an empty list if the request was refused. */
  static List<String> textsOf(Told<Revealed, RevealKeys.Refusal> outcome) {
    return outcome instanceof Told.Done(var revealed, _)
        ? revealed.keys().stream().map(RevealedKey::text).toList()
        : List.of();
  }

  /** Places an order of these lines. */
  public Order placed(Bought... lines) {
    return placed(CUSTOMER, lines);
  }

  /** Places a customer's order of these lines. */
  public Order placed(CustomerId customer, Bought... lines) {
    var order = anOrderOf(customer, lines);
    assertThat(ports.orders().place(order, Reservation.none(), anActivity(order), once()))
        .isEqualTo(Commit.DONE);
    return order;
  }

  /** Places an order of one line, and returns its entitlement. */
  public Entitlement bought(Bought line) {
    return placed(line).entitlements().getFirst();
  }

  /** Reads an entitlement again. */
  public Entitlement now(Entitlement entitlement) {
    return ports
        .entitlements()
        .find(entitlement.partner(), entitlement.customer(), entitlement.id())
        .orElseThrow();
  }

  /** Adds a link that was made at an instant. */
  public Made linked(Entitlement entitlement, Instant createdAt) {
    var made = aLinkTo(entitlement, createdAt);
    var activity = anActivity(Operation.LINK_CREATED, entitlement, createdAt);
    assertThat(ports.downloadLinks().add(made.link(), entitlement, activity, once()))
        .isEqualTo(Commit.DONE);
    return made;
  }

  /** Decides to cancel a selection of an order, and commits nothing. */
  public Cancellation decidedToCancel(Order order, Selection selection, Instant now) {
    var decided = new ArrayList<Cancellation>();
    var cancelling =
        new CancelOrder(
            ports.orders(),
            ports.entitlements(),
            (cancellation, _, _) -> {
              decided.add(cancellation);
              return Commit.DONE;
            },
            ports.keyMask(),
            ports.idempotencyRecords());
    var asItIs = ports.orders().find(order.partner(), order.customer(), order.id()).orElseThrow();
    var made = ports.entitlements().listOf(order.partner(), order.customer(), order.id());
    var quote = CancellationQuote.of(asItIs, made, selection, now);
    cancelling.cancel(
        new CancelOrder.Command(
            order.partner(),
            order.customer(),
            order.id(),
            selection,
            new CancelOrder.Accepted.Quote(quote.id()),
            new Reason(ReasonCode.ORDERED_BY_MISTAKE, "")),
        anAgentAt(now),
        running());
    return decided.getFirst();
  }

  /** Commits a cancellation that was decided. */
  public Commit commit(Cancellation cancellation) {
    var first = cancellation.before().getFirst();
    var activity = anActivity(Operation.ORDER_CANCELLED, first, cancellation.cancelledAt());
    return ports.cancellations().commit(cancellation, activity, once());
  }

  /** Cancels a whole order. */
  public void cancelled(Order order, Instant now) {
    assertThat(commit(decidedToCancel(order, Selection.wholeOrder(), now))).isEqualTo(Commit.DONE);
  }

  /** Cancels one unit of an order's first line. */
  public void cancelledInPart(Order order, Instant now) {
    var oneUnit = new Selection(new TreeMap<>(Map.of(1, Optional.of(1))));
    assertThat(commit(decidedToCancel(order, oneUnit, now))).isEqualTo(Commit.DONE);
  }

  /** Imports this many new keys into a pool, and returns their texts. */
  public List<String> imported(String pool, int count) {
    var keys =
        IntStream.range(0, count)
            .mapToObj(number -> String.format(Locale.ROOT, "PLAIN-KEY%02d-AB12C", number))
            .toList();
    assertThat(imported(Situations.aBatch(pool, "b-1"), keys))
        .isEqualTo(new Report(count, List.of(), List.of()));
    return keys;
  }

  /** Imports the keys of a file, one in each line. */
  public Report imported(Source source, List<String> keys) {
    var lines =
        IntStream.range(0, keys.size()).mapToObj(i -> new BatchLine(i + 1, keys.get(i))).toList();
    return new ImportKeys(ports.keyBatches(), ports.keyVault()).add(source, lines);
  }

  /** Returns the entry with which an import reports already known keys of a batch. */
  static EarlierKeys known(String pool, String batch, int keys) {
    return new EarlierKeys(Optional.of(pool), Optional.of(batch), keys);
  }

  /** Registers the partner, which may buy and get keys. */
  public void partnerIsKnown() {
    ports.partners().publish(List.of(Situations.aPartner(PARTNER, "Contoso", false)), NOON);
  }

  /** Returns the log around noon: from two days before to two months after. */
  public List<ActivityRecord> log() {
    var all = new ArrayList<ActivityRecord>();
    var from = NOON.minus(Duration.ofDays(2));
    var to = NOON.plus(Duration.ofDays(62));
    var page =
        ports
            .activityLog()
            .list(
                PARTNER,
                new ActivityLog.Question(from, to, ActivityFilter.NONE),
                100,
                Optional.empty());
    all.addAll(page.records());
    while (page.next().isPresent()) {
      page =
          ports
              .activityLog()
              .list(
                  PARTNER,
                  new ActivityLog.Question(from, to, ActivityFilter.NONE),
                  100,
                  page.next());
      all.addAll(page.records());
    }
    return all;
  }

  /** Returns the log's records of an operation. */
  public List<ActivityRecord> log(Operation operation) {
    return log().stream().filter(each -> each.operation() == operation).toList();
  }

  /** Returns the ledger of June 2020. */
  public List<LedgerEntry> ledger() {
    return ports.ledger().list(PARTNER, YearMonth.of(2020, 6), 100, Optional.empty()).entries();
  }

  /** Runs an action this many times on this many threads, and retries unavailable calls. */
  public static <T> List<T> race(int threads, int times, IntFunction<T> action) {
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var calls =
          IntStream.range(0, times)
              .<Callable<T>>mapToObj(i -> () -> retried(() -> action.apply(i)))
              .toList();
      var outcomes = new ArrayList<T>();
      for (var future : pool.invokeAll(calls)) {
        outcomes.add(future.get());
      }
      return outcomes;
    } catch (ExecutionException failed) {
      throw new AssertionError("a racer fell", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the race was stopped", interrupted);
    }
  }

  private static <T> T retried(Callable<T> call) throws Exception {
    for (int i = 0; i < MOST_RETRIES; i++) {
      try {
        return call.call();
      } catch (UnavailableException _) {
        // Retries, as a client does after a 503.
      }
    }
    return call.call();
  }
}
