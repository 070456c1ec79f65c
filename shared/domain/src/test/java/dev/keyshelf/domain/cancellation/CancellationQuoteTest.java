package dev.keyshelf.domain.cancellation;

import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.Bought.anOrderOf;
import static dev.keyshelf.domain.Bought.perpetual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.order.Order;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CancellationQuoteTest {
  private static final Instant FIRST_OF_A_DAY = Instant.parse("2020-06-15T00:00:00Z");
  private static final Instant LAST_OF_THE_DAY = Instant.parse("2020-06-15T23:59:59.999Z");
  private static final Order ORDER = anOrderOf(perpetual().times(3), perpetual().times(1));
  private static final Order HALF_CANCELLABLE =
      anOrderOf(perpetual(), perpetual().cancellable(CancellationRoute.NEVER));

  @Test
  void keepsItsIdWithinTheDayInUtc() {
    assertThat(quote(ORDER, LAST_OF_THE_DAY).id()).isEqualTo(quote(ORDER, FIRST_OF_A_DAY).id());
  }

  @Test
  void changesItsIdAtMidnightInUtc() {
    assertThat(quote(ORDER, LAST_OF_THE_DAY.plusMillis(1)).id())
        .isNotEqualTo(quote(ORDER, LAST_OF_THE_DAY).id());
  }

  @Test
  void changesItsIdWhenPartOfALineWasCancelled() {
    var before = ORDER.entitlements();
    var moved =
        List.of(
            before.get(0).afterCancelling(1, Money.of("1200.00", "USD"), "note", FIRST_OF_A_DAY),
            before.get(1));

    var quote = CancellationQuote.of(ORDER, moved, Selection.wholeOrder(), FIRST_OF_A_DAY);

    assertThat(quote.id()).isNotEqualTo(quote(ORDER, FIRST_OF_A_DAY).id());
  }

  @Test
  void changesItsIdWithTheQuantitySelected() {
    var one = select(Map.of(1, Optional.of(1)));
    var two = select(Map.of(1, Optional.of(2)));

    assertThat(quote(ORDER, one).id()).isNotEqualTo(quote(ORDER, two).id());
  }

  @Test
  void hasTheSameIdForEquivalentSelections() {
    var all = select(Map.of(1, Optional.of(3), 2, Optional.of(1)));

    assertThat(quote(ORDER, all).id()).isEqualTo(quote(ORDER, NOON).id());
  }

  @Test
  void leavesOutCancelledLinesOfTheWholeOrder() {
    var before = ORDER.entitlements();
    var nothing = Money.of("0.00", "USD");
    var left = List.of(before.get(0), before.get(1).afterCancelling(1, nothing, "note", NOON));

    var quote = CancellationQuote.of(ORDER, left, Selection.wholeOrder(), NOON);

    assertThat(quote.lines()).extracting(line -> line.entitlement().id().line()).containsExactly(1);
  }

  @Test
  void namesEachLineOfACancelledOrder() {
    var nothing = Money.of("0.00", "USD");
    var before = ORDER.entitlements();
    var cancelled =
        List.of(
            before.get(0).afterCancelling(3, nothing, "note", NOON),
            before.get(1).afterCancelling(1, nothing, "note", NOON));

    var quote = CancellationQuote.of(ORDER, cancelled, Selection.wholeOrder(), NOON);

    assertThat(quote.lines()).hasSize(2);
  }

  @Test
  void coversOnlyTheLinesSelected() {
    var second = select(Map.of(2, Optional.empty()));

    assertThat(quote(ORDER, second).lines())
        .extracting(line -> line.entitlement().id().line())
        .containsExactly(2);
  }

  @Test
  void addsUpTheCreditsOfItsLines() {
    assertThat(quote(ORDER, NOON).credit()).isEqualTo(Money.of("4800.00", "USD"));
  }

  @Test
  void creditsNothingIfOneLineIsRefused() {
    assertThat(quote(HALF_CANCELLABLE, NOON).credit()).isEqualTo(Money.of("0.00", "USD"));
  }

  @Test
  void isNotCancellableIfOneLineIsRefused() {
    assertThat(quote(HALF_CANCELLABLE, NOON).isCancellable()).isFalse();
  }

  @Test
  void isCancellableWhenEveryLineIs() {
    assertThat(quote(ORDER, NOON).isCancellable()).isTrue();
  }

  @Test
  void namesTheFirstLineThatIsRefused() {
    assertThat(quote(HALF_CANCELLABLE, NOON).firstRefusal())
        .hasValueSatisfying(refusal -> assertThat(refusal.entitlement().id().line()).isEqualTo(2));
  }

  @Test
  void belongsToTheMonthInUtc() {
    assertThat(quote(ORDER, Instant.parse("2020-06-30T23:59:59.999Z")).invoiceMonth())
        .isEqualTo(YearMonth.of(2020, 6));
    assertThat(quote(ORDER, Instant.parse("2020-07-01T00:00:00Z")).invoiceMonth())
        .isEqualTo(YearMonth.of(2020, 7));
  }

  private static Selection select(Map<Integer, Optional<Integer>> lines) {
    return new Selection(new TreeMap<>(lines));
  }

  private static CancellationQuote quote(Order order, Instant now) {
    return CancellationQuote.of(order, order.entitlements(), Selection.wholeOrder(), now);
  }

  private static CancellationQuote quote(Order order, Selection selection) {
    return CancellationQuote.of(order, order.entitlements(), selection, NOON);
  }
}
