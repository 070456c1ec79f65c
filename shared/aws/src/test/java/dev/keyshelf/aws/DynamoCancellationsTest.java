package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.daysAgo;
import static dev.keyshelf.testkit.Situations.daysLater;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.cancellation.CancellationQuote;
import dev.keyshelf.domain.cancellation.CancellationWindows;
import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link dev.keyshelf.domain.cancellation.Cancellations}. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoCancellationsTest {
  private final Wiring ports;

  DynamoCancellationsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void cancelsEveryLineOfTheLargestOrder() {
    var lines = new Bought[Order.MOST_LINES];
    Arrays.fill(lines, perpetual());
    var order = steps().placed(lines);

    steps().cancelled(order, NOON);

    assertThat(ports.entitlements().listOf(PARTNER, CUSTOMER, order.id()))
        .hasSize(Order.MOST_LINES)
        .allSatisfy(each -> assertThat(each.gateAt(NOON)).isEqualTo(Entitlement.Gate.CANCELLED));
  }

  @Test
  void writesWhatWasDecided() {
    var order = steps().placed(perpetual().times(3), perpetual());
    var cancellation = steps().decidedToCancel(order, line(1, 2), NOON);

    steps().commit(cancellation);

    assertThat(ports.orders().find(PARTNER, CUSTOMER, order.id())).contains(cancellation.order());
    assertThat(steps().now(order.entitlements().getFirst()))
        .isEqualTo(cancellation.after().getFirst());
    assertThat(steps().now(order.entitlements().getLast()))
        .isEqualTo(order.entitlements().getLast());
  }

  @Test
  void booksTheCreditNoteAsItWasDecided() {
    var order = steps().placed(perpetual());
    var cancellation = steps().decidedToCancel(order, Selection.wholeOrder(), NOON);

    steps().commit(cancellation);

    assertThat(credits()).containsExactly(cancellation.creditNote());
  }

  @Test
  void recordsACancelOnce() {
    steps().cancelled(steps().placed(perpetual()), NOON);

    assertThat(steps().log(Operation.ORDER_CANCELLED)).hasSize(1);
  }

  @Test
  void cancelsAfterTheWindowByDecision() {
    var order = steps().placed(perpetual());
    var late = daysLater(61);
    var reason = new Cancellation.Reason(Cancellation.ReasonCode.OTHER, "");
    var granted =
        CancellationQuote.granted(
            order, order.entitlements(), Selection.wholeOrder(), Map.of(), late);

    assertThat(steps().commit(Cancellation.of(granted, reason, late))).isEqualTo(Commit.DONE);
    assertThat(steps().now(order.entitlements().getFirst()).activeQuantity()).isZero();
  }

  @Test
  void keepsTheCreditNoteWithTheLine() {
    var order = steps().placed(perpetual());
    var cancellation = steps().decidedToCancel(order, line(1, 1), NOON);

    steps().commit(cancellation);

    assertThat(steps().now(order.entitlements().getFirst()).creditNote())
        .contains(cancellation.creditNote().id());
  }

  @Test
  void booksNothingWhenTheOrderHasMoved() {
    var order = steps().placed(perpetual(), perpetual());
    var decided = steps().decidedToCancel(order, line(1, 1), NOON);
    steps().commit(steps().decidedToCancel(order, line(2, 1), NOON));

    assertRefused(decided, order);
  }

  @Test
  void booksNothingWhenALineHasMoved() {
    var order = steps().placed(perpetual());
    var decided = steps().decidedToCancel(order, Selection.wholeOrder(), NOON);
    steps().imported(Bought.POOL, 2);
    var bought = order.entitlements().getFirst();
    ports
        .productKeys()
        .issue(
            bought,
            ports.keyPools().pick(Bought.POOL, 2),
            anActivity(Operation.KEYS_ISSUED, bought, NOON),
            once());

    assertThat(steps().commit(decided)).isEqualTo(Commit.STALE);
    assertThat(credits()).isEmpty();
    assertThat(steps().now(bought).activeQuantity()).isEqualTo(2);
  }

  @Test
  void booksOneCreditForParallelRequests() {
    var order = steps().placed(perpetual());
    var decided = steps().decidedToCancel(order, Selection.wholeOrder(), NOON);

    var commits = Steps.race(8, 16, _ -> steps().commit(decided));

    assertThat(commits).containsOnlyOnce(Commit.DONE);
    assertThat(credits()).hasSize(1);
    assertThat(steps().log(Operation.ORDER_CANCELLED)).hasSize(1);
  }

  @Test
  void booksNothingTwice() {
    var order = steps().placed(perpetual());
    var decided = steps().decidedToCancel(order, Selection.wholeOrder(), NOON);
    steps().commit(decided);

    assertThat(steps().commit(decided)).isEqualTo(Commit.STALE);
    assertThat(credits()).hasSize(1);
  }

  @Test
  void booksNothingAtTheInstantTheWindowCloses() {
    var order = steps().placed(perpetual().on(daysAgo(59)));
    var decided = steps().decidedToCancel(order, Selection.wholeOrder(), NOON);

    assertRefused(at(decided, daysLater(1)), order);
  }

  @Test
  void booksOneMillisecondBeforeTheWindowCloses() {
    var order = steps().placed(perpetual().on(daysAgo(59)));
    var decided = steps().decidedToCancel(order, Selection.wholeOrder(), NOON);

    assertThat(steps().commit(at(decided, daysLater(1).minusMillis(1)))).isEqualTo(Commit.DONE);
  }

  @Test
  void booksNothingAtTheInstantTheTermEnds() {
    var order = steps().placed(subscription(Period.ofDays(7)));
    var decided = steps().decidedToCancel(order, Selection.wholeOrder(), daysLater(6));

    assertRefused(at(decided, daysLater(7)), order);
  }

  @Test
  void booksNothingOnAWindowThatWasClosedSinceItWasRead() {
    var order = steps().placed(perpetual().on(daysAgo(60)));
    var entitlement = order.entitlements().getFirst();
    var decided =
        steps().decidedToCancel(order, Selection.wholeOrder(), NOON.minus(Duration.ofMillis(1)));
    var due = new CancellationWindows.Due(PARTNER, CUSTOMER, entitlement.id());
    assertThat(ports.cancellationWindows().close(due, NOON)).isTrue();

    assertRefused(decided, order);
  }

  @Test
  void keepsTheWindowOfTheRemainingUnitsInTheIndex() {
    var order = steps().placed(perpetual().times(2));
    steps().commit(steps().decidedToCancel(order, line(1, 1), NOON));

    assertThat(dueAt(daysLater(60))).isEqualTo(1);
  }

  @Test
  void removesTheWindowOfACancelledLineFromTheIndex() {
    steps().cancelled(steps().placed(perpetual()), NOON);

    assertThat(dueAt(daysLater(60))).isZero();
  }

  private int dueAt(Instant now) {
    var due = 0;
    for (int i = 0; i < CancellationWindows.SHARDS; i++) {
      due += ports.cancellationWindows().due(i, now, 100, Optional.empty()).windows().size();
    }
    return due;
  }

  private void assertRefused(Cancellation decided, Order order) {
    var creditsBefore = credits();
    var recordsBefore = steps().log().size();
    var before = ports.orders().find(PARTNER, CUSTOMER, order.id());
    var entitlementsBefore = ports.entitlements().listOf(PARTNER, CUSTOMER, order.id());

    assertThat(steps().commit(decided)).isEqualTo(Commit.STALE);

    assertThat(credits()).isEqualTo(creditsBefore);
    assertThat(steps().log()).hasSize(recordsBefore);
    assertThat(ports.orders().find(PARTNER, CUSTOMER, order.id())).isEqualTo(before);
    assertThat(ports.entitlements().listOf(PARTNER, CUSTOMER, order.id()))
        .isEqualTo(entitlementsBefore);
  }

  /** Returns the same decision with another time, as if its clock had been wrong. */
  private static Cancellation at(Cancellation decided, Instant now) {
    return new Cancellation(
        decided.quote(),
        decided.order(),
        decided.before(),
        decided.after(),
        decided.creditNote(),
        decided.reason(),
        now);
  }

  private static Selection line(int number, int quantity) {
    return new Selection(new TreeMap<>(Map.of(number, Optional.of(quantity))));
  }

  private List<LedgerEntry> credits() {
    return steps().ledger().stream().filter(LedgerEntry.CreditNote.class::isInstance).toList();
  }

  private Steps steps() {
    return new Steps(ports);
  }
}
