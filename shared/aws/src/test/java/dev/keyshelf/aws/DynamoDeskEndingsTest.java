package dev.keyshelf.aws;

import static dev.keyshelf.aws.DeskSteps.line;
import static dev.keyshelf.aws.DeskSteps.ordersBy;
import static dev.keyshelf.aws.DeskSteps.softwareBy;
import static dev.keyshelf.aws.DeskSteps.termsWithin;
import static dev.keyshelf.aws.DeskSteps.windowsWithin;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.reservation;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_CUSTOMER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.daysAgo;
import static dev.keyshelf.testkit.Situations.daysLater;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.cancellation.CloseCancellationWindows;
import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.desk.Search;
import dev.keyshelf.domain.entitlement.EntitlementState;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@link dev.keyshelf.domain.desk.Desk} must keep to as it lists the windows and terms that
 * end soon.
 */
@Timeout(300) // A store that never ends its pages must not hang the build.
@OnCloud
class DynamoDeskEndingsTest {
  private final Wiring ports;
  private final Steps steps;
  private final DeskSteps desk;

  DynamoDeskEndingsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
    this.steps = new Steps(ports);
    this.desk = new DeskSteps(ports);
  }

  @BeforeEach
  void addTwoCustomers() {
    desk.addTwoCustomers();
  }

  /** A window closes 60 days after the purchase. */
  @ParameterizedTest
  @CsvSource({
    "-30, 0, 30, 1",
    "-30, 1, 30, 0",
    "-30, 0, 29, 0",
    "-59, 0, 1, 1",
    "-59, 1, 1, 0",
    "-60, 1, 1, 1",
    "-60, 0, 366, 0",
    "0, 0, 60, 1",
    "0, 0, 59, 0"
  })
  void listsTheWindowsThatEndWithinDaysOf24Hours(int day, int millis, int within, int found) {
    steps.placed(CUSTOMER, perpetual().on(daysLater(day).plusMillis(millis)));

    assertThat(desk.orders(windowsWithin(within))).hasSize(found);
    assertThat(desk.software(windowsWithin(within))).hasSize(found);
  }

  @ParameterizedTest
  @CsvSource({"30, 0, 30, 1", "30, 1, 30, 0", "0, 1, 1, 1", "0, 0, 366, 0", "366, 0, 366, 1"})
  void listsTheTermsThatEndWithinDaysOf24Hours(int day, int millis, int within, int found) {
    var end = daysLater(day).plusMillis(millis);
    steps.placed(CUSTOMER, subscription(Period.ofDays(400)).on(end.minus(Duration.ofDays(400))));

    assertThat(desk.orders(termsWithin(within))).hasSize(found);
    assertThat(desk.software(termsWithin(within))).hasSize(found);
  }

  @Test
  void listsNoWindowOfWhatIsCancelledOrCanNeverBeOrHasEnded() {
    var cancelled = steps.placed(CUSTOMER, perpetual().on(daysAgo(1)));
    steps.placed(CUSTOMER, perpetual().on(daysAgo(1)).cancellable(CancellationRoute.NEVER));
    steps.placed(CUSTOMER, subscription(Period.ofDays(7)).on(daysAgo(7)));
    var bySupport = steps.placed(CUSTOMER, reservation(Period.ofYears(1)).on(daysAgo(1)));
    steps.cancelled(cancelled, NOON.minusMillis(1));

    assertThat(desk.orders(windowsWithin(366))).containsExactly(bySupport.id());
    assertThat(desk.software(windowsWithin(366))).containsExactly(line(bySupport, 1));
  }

  @Test
  void keepsAPartWhoseRestIsCancelled() {
    var order = steps.placed(CUSTOMER, perpetual().on(daysAgo(1)));
    steps.cancelledInPart(order, NOON);

    assertThat(desk.software(windowsWithin(366))).containsExactly(line(order, 1));
  }

  @Test
  void forgetsAWindowThatWasMarkedAsClosed() {
    steps.placed(CUSTOMER, perpetual().on(daysAgo(60)));
    new CloseCancellationWindows(ports.cancellationWindows()).close(NOON, TimeLeft.ENDLESS);

    Search<EntitlementState> before = softwareBy(windowsWithin(10));
    assertThat(ports.desk().software(PARTNER, at(before, daysAgo(1)), 10, Optional.empty()).rows())
        .isEmpty();
  }

  private static <S extends Enum<S>> Search<S> at(Search<S> search, Instant now) {
    return new Search<>(
        search.by(),
        search.customer(),
        search.product(),
        search.kind(),
        search.state(),
        search.from(),
        search.to(),
        now);
  }

  @Test
  void listsAnOrderOfSeveralEndsOnceAtTheFirstThatIsAhead() {
    var several =
        steps.placed(
            CUSTOMER,
            subscription(Period.ofDays(90)),
            subscription(Period.ofDays(10)),
            subscription(Period.ofDays(50)),
            subscription(Period.ofDays(10)));
    var one = steps.placed(OTHER_CUSTOMER, subscription(Period.ofDays(40)));

    assertThat(desk.orders(termsWithin(366))).containsExactly(several.id(), one.id());
    assertThat(desk.software(termsWithin(366)))
        .containsExactly(
            line(several, 2), line(several, 4), line(one, 1), line(several, 3), line(several, 1));
    assertThat(desk.orders(at(ordersBy(termsWithin(366)), daysLater(10)), 10))
        .containsExactly(one.id(), several.id());
    assertThat(desk.orders(at(ordersBy(termsWithin(366)), daysLater(10)), 1))
        .containsExactly(one.id(), several.id());
  }

  @Test
  void listsAnOrderWhoseFirstWindowIsCancelledAtItsNextOne() {
    var several = steps.placed(CUSTOMER, perpetual().on(daysAgo(50)), perpetual().on(daysAgo(10)));
    var one = steps.placed(OTHER_CUSTOMER, perpetual().on(daysAgo(30)));

    assertThat(desk.orders(windowsWithin(60))).containsExactly(several.id(), one.id());
    steps.commit(
        steps.decidedToCancel(
            several, new Selection(new TreeMap<>(Map.of(1, Optional.empty()))), NOON));

    assertThat(desk.orders(windowsWithin(60))).containsExactly(one.id(), several.id());
  }
}
