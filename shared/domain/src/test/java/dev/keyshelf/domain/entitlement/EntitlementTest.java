package dev.keyshelf.domain.entitlement;

import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.Bought.perpetual;
import static dev.keyshelf.domain.Bought.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.entitlement.Entitlement.Gate;
import dev.keyshelf.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntitlementTest {
  @Test
  void hasAStateThatFollowsItsActiveQuantity() {
    var three = perpetual().times(3).entitlement();
    var credit = Money.of("1.00", "USD");

    assertThat(three.stateAt(NOON)).isEqualTo(EntitlementState.ACTIVE);
    assertThat(three.afterCancelling(1, credit, "note", NOON).stateAt(NOON))
        .isEqualTo(EntitlementState.PARTIALLY_CANCELLED);
    assertThat(three.afterCancelling(3, credit, "note", NOON).stateAt(NOON))
        .isEqualTo(EntitlementState.CANCELLED);
  }

  @Test
  void hasTheStateTermEndedFromTheEndOfItsTerm() {
    var month = subscription(Period.ofMonths(1)).entitlement();
    var end = month.purchase().term().orElseThrow().endsAt();

    assertThat(month.stateAt(end.minusMillis(1))).isEqualTo(EntitlementState.ACTIVE);
    assertThat(month.stateAt(end)).isEqualTo(EntitlementState.TERM_ENDED);
    assertThat(month.afterCancelling(1, Money.of("1.00", "USD"), "note", NOON).stateAt(end))
        .isEqualTo(EntitlementState.TERM_ENDED);
  }

  private static final Money NOTHING = Money.of("0.00", "USD");

  @Test
  void isOpenFromThePurchaseOn() {
    assertThat(perpetual().entitlement().gateAt(NOON)).isEqualTo(Gate.OPEN);
  }

  @Test
  void staysOpenWhenTheWindowHasClosed() {
    assertThat(perpetual().entitlement().gateAt(NOON.plusSeconds(86_400L * 1_000)))
        .isEqualTo(Gate.OPEN);
  }

  @Test
  void staysOpenWhilePartOfItIsLeft() {
    var left = perpetual().times(3).entitlement().afterCancelling(2, NOTHING, "note", NOON);

    assertThat(left.gateAt(NOON)).isEqualTo(Gate.OPEN);
  }

  @Test
  void isCancelledOnceNothingIsLeft() {
    var cancelled = perpetual().times(3).entitlement().afterCancelling(3, NOTHING, "note", NOON);

    assertThat(cancelled.gateAt(NOON)).isEqualTo(Gate.CANCELLED);
  }

  @Test
  void endsAtTheInstantItsTermEnds() {
    var month = subscription(Period.ofMonths(1)).entitlement();
    var end = Instant.parse("2020-07-01T12:00:00Z");

    assertThat(month.gateAt(end.minusMillis(1))).isEqualTo(Gate.OPEN);
    assertThat(month.gateAt(end)).isEqualTo(Gate.TERM_ENDED);
  }

  @Test
  void staysCancelledAfterTheEndOfItsTerm() {
    var month = subscription(Period.ofMonths(1)).times(1).entitlement();
    var cancelled = month.afterCancelling(1, NOTHING, "note", NOON);

    assertThat(cancelled.gateAt(Instant.parse("2021-01-01T00:00:00Z"))).isEqualTo(Gate.CANCELLED);
  }

  @Test
  void knowsThatItsWindowIsOverFromTheInstantItCloses() {
    var closesAt = NOON.plus(Duration.ofDays(60));

    assertThat(perpetual().entitlement().windowOverAt(closesAt.minusMillis(1))).isEmpty();
    assertThat(perpetual().entitlement().windowOverAt(closesAt)).contains(closesAt);
  }

  @Test
  void hasNoWindowThatIsOverIfNothingCouldBeCancelled() {
    var late = NOON.plus(Duration.ofDays(61));
    var never = perpetual().cancellable(CancellationRoute.NEVER).entitlement();
    var cancelled = perpetual().entitlement().afterCancelling(2, NOTHING, "note", NOON);

    assertThat(never.windowOverAt(late)).isEmpty();
    assertThat(cancelled.windowOverAt(late)).isEmpty();
  }

  @Test
  void remembersWhenItsLastUnitWasCancelled() {
    var partly = perpetual().times(2).entitlement().afterCancelling(1, NOTHING, "note", NOON);
    var wholly = partly.afterCancelling(1, NOTHING, "note", NOON.plusSeconds(1));

    assertThat(partly.cancelledAt()).isEmpty();
    assertThat(wholly.cancelledAt()).contains(NOON.plusSeconds(1));
  }

  @Test
  void addsUpItsCredits() {
    var once =
        perpetual().entitlement().afterCancelling(1, Money.of("1200.00", "USD"), "note", NOON);
    var twice = once.afterCancelling(1, Money.of("0.01", "USD"), "note", NOON);

    assertThat(twice.credited()).isEqualTo(Money.of("1200.01", "USD"));
  }

  @Test
  void risesInVersionWithEachChange() {
    var bought = perpetual().entitlement();

    assertThat(bought.withKeysIssued().afterCancelling(1, NOTHING, "note", NOON).version())
        .isEqualTo(bought.version() + 2);
  }

  @Test
  void risesInVersionAndInGenerationWhenItsLinksAreRevoked() {
    var bought = perpetual().entitlement();

    assertThat(bought.withLinksRevoked().version()).isEqualTo(bought.version() + 1);
    assertThat(bought.withLinksRevoked().linkGeneration()).isEqualTo(bought.linkGeneration() + 1);
  }

  @Test
  void losesTheWorkingKeysOfCancelledUnits() {
    var rule = Optional.of(KeyRule.ofPool("pool", Optional.of(5)));
    var bought = perpetual().times(20).withKeys(rule).entitlement();

    assertThat(bought.afterCancelling(5, NOTHING, "note", NOON).workingKeys()).isEqualTo(3);
    assertThat(bought.afterCancelling(6, NOTHING, "note", NOON).workingKeys()).isEqualTo(3);
    assertThat(bought.afterCancelling(20, NOTHING, "note", NOON).workingKeys()).isZero();
  }

  @Test
  void issuesOnlyTheKeysThatWork() {
    var rule = Optional.of(KeyRule.ofPool("pool", Optional.of(5)));
    var left =
        perpetual()
            .times(20)
            .withKeys(rule)
            .entitlement()
            .afterCancelling(7, NOTHING, "note", NOON);

    assertThat(left.withKeysIssued().keysIssued()).isEqualTo(3);
  }

  @Test
  void hasNoKeysWhereNoneWereBought() {
    var bought = perpetual().withKeys(Optional.empty()).entitlement();

    assertThat(bought.workingKeys()).isZero();
  }

  @Test
  void canBeCancelledForTheRestOfItsWindow() {
    var bought = perpetual().entitlement();

    assertThat(bought.leftToCancelAt(NOON)).isEqualTo(Duration.ofDays(60));
    assertThat(bought.leftToCancelAt(NOON.plus(Duration.ofDays(60)).minusMillis(1)))
        .isEqualTo(Duration.ofMillis(1));
    assertThat(bought.leftToCancelAt(NOON.plus(Duration.ofDays(61)))).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = CancellationRoute.class,
      names = {"SUPPORT_REQUEST", "NEVER"})
  void hasNoTimeLeftToCancelIfItsBuyerCannot(CancellationRoute route) {
    assertThat(perpetual().cancellable(route).entitlement().leftToCancelAt(NOON)).isZero();
  }

  @Test
  void hasNoTimeLeftToCancelOnceItIsCancelledOrItsTermIsOver() {
    var cancelled = perpetual().entitlement().afterCancelling(2, NOTHING, "note", NOON);
    var week = subscription(Period.ofDays(7)).entitlement();

    assertThat(cancelled.leftToCancelAt(NOON)).isZero();
    assertThat(week.leftToCancelAt(NOON.plus(Duration.ofDays(7)))).isZero();
  }

  @Test
  void refusesToCancelMoreThanIsLeft() {
    var bought = perpetual().times(2).entitlement();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> bought.afterCancelling(3, NOTHING, "note", NOON));
  }

  @Test
  void cannotBeCreditedMoreThanItCost() {
    var bought = perpetual().times(2).entitlement();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> bought.afterCancelling(1, Money.of("2400.01", "USD"), "note", NOON));
  }
}
