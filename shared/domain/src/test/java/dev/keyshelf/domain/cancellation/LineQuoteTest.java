package dev.keyshelf.domain.cancellation;

import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.Bought.perpetual;
import static dev.keyshelf.domain.Bought.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.cancellation.LineQuote.Reason;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LineQuoteTest {
  private static final Period A_MONTH = Period.ofMonths(1);
  private static final Selection FAR_TOO_MUCH =
      new Selection(new TreeMap<>(Map.of(1, Optional.of(99))));

  @Test
  void saysFirstThatAllIsCancelledAlready() {
    var bought = subscription(A_MONTH).cancellable(CancellationRoute.NEVER).entitlement();
    var cancelled = bought.afterCancelling(2, Money.of("0.00", "USD"), "note", NOON);

    assertThat(reason(cancelled, daysLater(61))).isEqualTo(Reason.ALREADY_CANCELLED);
  }

  @Test
  void saysThenThatTheProductIsNeverCancelled() {
    var bought = subscription(A_MONTH).cancellable(CancellationRoute.NEVER).entitlement();

    assertThat(reason(bought, daysLater(61))).isEqualTo(Reason.NOT_CANCELLABLE);
  }

  @ParameterizedTest
  @EnumSource(names = {"SELF_SERVICE", "SUPPORT_REQUEST"})
  void saysThenThatTheWindowIsClosed(CancellationRoute route) {
    var bought = subscription(A_MONTH).cancellable(route).entitlement();

    assertThat(reason(bought, daysLater(61))).isEqualTo(Reason.WINDOW_CLOSED);
  }

  @ParameterizedTest
  @EnumSource(names = {"SELF_SERVICE", "SUPPORT_REQUEST"})
  void saysThenThatTheTermIsOver(CancellationRoute route) {
    var bought = subscription(A_MONTH).cancellable(route).entitlement();

    assertThat(reason(bought, daysLater(31))).isEqualTo(Reason.TERM_ENDED);
  }

  @Test
  void saysThenThatASupportRequestIsNeeded() {
    var bought = subscription(A_MONTH).cancellable(CancellationRoute.SUPPORT_REQUEST).entitlement();

    assertThat(reason(bought, daysLater(29))).isEqualTo(Reason.NEEDS_SUPPORT_REQUEST);
  }

  @Test
  void saysLastThatTheQuantityIsTooLarge() {
    assertThat(reason(subscription(A_MONTH).entitlement(), daysLater(29)))
        .isEqualTo(Reason.QUANTITY_TOO_LARGE);
  }

  @Test
  void refusesAtTheInstantTheWindowCloses() {
    var quote =
        LineQuote.of(
            perpetual().entitlement(), Selection.wholeOrder(), NOON.plus(Duration.ofDays(60)));

    assertThat(quote)
        .isInstanceOfSatisfying(
            LineQuote.NotCancellable.class,
            not -> assertThat(not.reason()).isEqualTo(Reason.WINDOW_CLOSED));
  }

  @Test
  void namesTheInstantTheWindowClosedAndTheEditionThatSaysSo() {
    var quote = LineQuote.of(perpetual().entitlement(), Selection.wholeOrder(), daysLater(60));

    assertThat(quote)
        .isInstanceOfSatisfying(
            LineQuote.NotCancellable.class,
            not ->
                assertThat(not.detail())
                    .contains(daysLater(60).toString(), "edition 2020-01-21 of server-software"));
  }

  @Test
  void allowsACancellationOneMillisecondBeforeTheWindowCloses() {
    var bought = perpetual().entitlement();
    var now = NOON.plus(Duration.ofDays(60)).minusMillis(1);

    assertThat(LineQuote.of(bought, Selection.wholeOrder(), now))
        .isEqualTo(
            new LineQuote.Cancellable(bought, 2, Credit.of(bought, 2, now), Duration.ofMillis(1)));
  }

  @Test
  void refusesAtTheInstantTheTermEnds() {
    var bought = subscription(A_MONTH).entitlement();
    var end = bought.purchase().term().orElseThrow().endsAt();

    assertThat(reason(bought, end)).isEqualTo(Reason.TERM_ENDED);
    assertThat(LineQuote.of(bought, Selection.wholeOrder(), end.minusMillis(1)))
        .isInstanceOf(LineQuote.Cancellable.class);
  }

  @Test
  void allowsExactlyWhatIsLeft() {
    var left =
        perpetual()
            .times(5)
            .entitlement()
            .afterCancelling(2, Money.of("0.00", "USD"), "note", NOON);
    var three = new Selection(new TreeMap<>(Map.of(1, Optional.of(3))));
    var four = new Selection(new TreeMap<>(Map.of(1, Optional.of(4))));

    assertThat(LineQuote.of(left, three, NOON)).isInstanceOf(LineQuote.Cancellable.class);
    assertThat(LineQuote.of(left, four, NOON)).isInstanceOf(LineQuote.NotCancellable.class);
  }

  private static Reason reason(Entitlement entitlement, Instant now) {
    return ((LineQuote.NotCancellable) LineQuote.of(entitlement, FAR_TOO_MUCH, now)).reason();
  }

  private static Instant daysLater(int days) {
    return NOON.plus(Duration.ofDays(days));
  }
}
