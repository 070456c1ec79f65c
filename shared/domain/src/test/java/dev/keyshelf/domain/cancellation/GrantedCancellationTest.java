package dev.keyshelf.domain.cancellation;

import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.Bought.anOrderOf;
import static dev.keyshelf.domain.Bought.perpetual;
import static dev.keyshelf.domain.Bought.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.order.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantedCancellationTest {
  private static final Instant LATE = NOON.plus(Duration.ofDays(61));
  private static final Selection ALL = Selection.wholeOrder();

  @Test
  void isPossibleAfterTheWindow() {
    assertThat(granted(perpetual().entitlement(), Optional.empty(), LATE))
        .isInstanceOfSatisfying(
            LineQuote.Cancellable.class,
            can -> assertThat(can.credit().amount()).isEqualTo(Money.of("2400.00", "USD")));
  }

  @Test
  void isPossibleIfOnlySupportCancels() {
    var bought = perpetual().cancellable(CancellationRoute.SUPPORT_REQUEST).entitlement();

    assertThat(granted(bought, Optional.empty(), NOON)).isInstanceOf(LineQuote.Cancellable.class);
  }

  @Test
  void isRefusedForAProductThatIsNeverCancelled() {
    var bought = perpetual().cancellable(CancellationRoute.NEVER).entitlement();

    assertThat(refusal(bought, Optional.empty(), NOON)).isEqualTo(LineQuote.Reason.NOT_CANCELLABLE);
  }

  @Test
  void isRefusedAfterTheEndOfTheTerm() {
    var bought = subscription(Period.ofMonths(1)).entitlement();

    assertThat(refusal(bought, Optional.empty(), LATE)).isEqualTo(LineQuote.Reason.TERM_ENDED);
  }

  @Test
  void creditsTheGrantedAmount() {
    var credit = Money.of("100.00", "USD");

    assertThat(granted(perpetual().entitlement(), Optional.of(credit), LATE))
        .isInstanceOfSatisfying(
            LineQuote.Cancellable.class,
            can -> assertThat(can.credit().amount()).isEqualTo(credit));
  }

  @Test
  void creditsTaxInProportionToTheGrantedAmount() {
    var bought = perpetual().times(1).priced("110.00", "AUD").includingTaxOf("0.10").entitlement();

    assertThat(granted(bought, Optional.of(Money.of("55.00", "AUD")), LATE))
        .isInstanceOfSatisfying(
            LineQuote.Cancellable.class,
            can -> assertThat(can.credit().tax()).isEqualTo(Money.of("5.00", "AUD")));
  }

  @ParameterizedTest
  @CsvSource({"2400.01, USD", "-0.01, USD", "1.00, EUR"})
  void refusesACreditThatIsTooLargeNegativeOrInAnotherCurrency(String amount, String currency) {
    var credit = Optional.of(Money.of(amount, currency));

    assertThat(refusal(perpetual().entitlement(), credit, LATE))
        .isEqualTo(LineQuote.Reason.CREDIT_TOO_LARGE);
  }

  @Test
  void canCreditTheRestOfTheCharge() {
    var half = perpetual().entitlement().afterCancelling(1, usd("1200.00"), "note", NOON);

    assertThat(granted(half, Optional.of(usd("1200.00")), LATE))
        .isInstanceOf(LineQuote.Cancellable.class);
    assertThat(refusal(half, Optional.of(usd("1200.01")), LATE))
        .isEqualTo(LineQuote.Reason.CREDIT_TOO_LARGE);
  }

  @Test
  void namesTheDecisionAsItsGround() {
    var order = anOrderOf(perpetual());

    var quote = CancellationQuote.granted(order, order.entitlements(), ALL, Map.of(), LATE);

    assertThat(quote.ground()).isEqualTo(CancellationQuote.Ground.DECISION);
    assertThat(quote.isCancellable()).isTrue();
  }

  @Test
  void creditsEachLineTheAmountGrantedForIt() {
    var order = anOrderOf(perpetual(), perpetual());
    var credits = Map.of(2, usd("1.00"));

    var quote = CancellationQuote.granted(order, order.entitlements(), ALL, credits, LATE);

    assertThat(quote.credit()).isEqualTo(usd("2401.00"));
  }

  @Test
  void isRequestedWithTheCreditOfTheTerms() {
    var byRequest = perpetual().cancellable(CancellationRoute.SUPPORT_REQUEST);
    var order = anOrderOf(perpetual(), byRequest, byRequest);
    var some = new Selection(new TreeMap<>(Map.of(2, Optional.of(1), 3, Optional.of(99))));

    assertThat(quoted(order, some).refundRequest())
        .contains(new RefundRequest(order.id(), new TreeMap<>(Map.of(2, 1, 3, 2)), usd("3600.00")));
  }

  @Test
  void isRequestedForTheCancellableLinesOfAMixedOrder() {
    var byRequest = perpetual().cancellable(CancellationRoute.SUPPORT_REQUEST);
    var never = perpetual().cancellable(CancellationRoute.NEVER);
    var order = anOrderOf(perpetual(), byRequest, never);

    assertThat(quoted(order, ALL).refundRequest())
        .contains(new RefundRequest(order.id(), new TreeMap<>(Map.of(1, 2, 2, 2)), usd("4800.00")));
  }

  @Test
  void isNotRequestedIfTheBuyerCanCancel() {
    assertThat(quoted(anOrderOf(perpetual()), ALL).refundRequest()).isEmpty();
  }

  @Test
  void isNotRequestedAfterTheWindow() {
    var order = anOrderOf(perpetual().cancellable(CancellationRoute.SUPPORT_REQUEST));

    assertThat(CancellationQuote.of(order, order.entitlements(), ALL, LATE).refundRequest())
        .isEmpty();
  }

  private static CancellationQuote quoted(Order order, Selection lines) {
    return CancellationQuote.of(order, order.entitlements(), lines, NOON);
  }

  private static LineQuote granted(Entitlement bought, Optional<Money> credit, Instant now) {
    return LineQuote.granted(bought, ALL, credit, now);
  }

  private static LineQuote.Reason refusal(Entitlement bought, Optional<Money> credit, Instant now) {
    return ((LineQuote.NotCancellable) granted(bought, credit, now)).reason();
  }

  private static Money usd(String amount) {
    return Money.of(amount, "USD");
  }
}
