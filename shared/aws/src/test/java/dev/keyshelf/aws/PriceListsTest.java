package dev.keyshelf.aws;

import static dev.keyshelf.aws.ResaleSteps.margin;
import static dev.keyshelf.aws.ResaleSteps.priced;
import static dev.keyshelf.aws.ResaleSteps.prices;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.SKU;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.resale.ChangePriceList.Refusal;
import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.domain.resale.PriceListState;
import dev.keyshelf.domain.resale.PriceListVersion;
import dev.keyshelf.domain.resale.PriceLists.Change;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnCloud
class PriceListsTest {
  private static final String JULY = "2020-07-10T00:00:00Z";
  private static final LocalDate FIRST_OF_JULY = LocalDate.parse("2020-07-01");

  private final Wiring ports;
  private final CloudFixture cloud;
  private final ResaleSteps resale;

  PriceListsTest(CloudFixture cloud) {
    this.cloud = cloud;
    this.ports = OnDynamo.of(cloud);
    this.resale = new ResaleSteps(ports);
  }

  @BeforeEach
  void partnerIsKnown() {
    new Steps(ports).partnerIsKnown();
  }

  private void juneIsIssued() {
    new Billing(ports).bought("2020-06-10T00:00:00Z", "10.00");
    new Billing(ports).issued("2020-07-01T01:00:00Z");
  }

  @Test
  void keepsEachVersionAndListsTheLastDayFirst() {
    resale.set(PriceListId.ALL, "2020-06-01", margin("10"), JULY);
    resale.set(PriceListId.ALL, "2020-08-01", prices(priced(SKU, "1.50", "USD")), JULY);
    resale.set(PriceListId.ALL, "2020-07-01", margin("20"), JULY);

    var first = ports.priceLists().versions(PARTNER, PriceListId.ALL, 2, Optional.empty());
    var rest = ports.priceLists().versions(PARTNER, PriceListId.ALL, 2, first.next());

    assertThat(first.versions())
        .extracting(PriceListVersion::validFrom)
        .containsExactly(LocalDate.parse("2020-08-01"), FIRST_OF_JULY);
    assertThat(first.versions().getFirst().prices()).isEqualTo(prices(priced(SKU, "1.50", "USD")));
    assertThat(rest.versions())
        .extracting(PriceListVersion::prices, PriceListVersion::revision)
        .containsExactly(tuple(margin("10"), 1L));
    assertThat(rest.next()).isEmpty();
  }

  @Test
  void listsTheListsOfOnePartner() {
    var its = PriceListId.of(resale.customer("fabrikam.com"));
    resale.set(PriceListId.ALL, "2020-06-01", margin("10"), JULY);
    resale.set(its, "2020-06-01", margin("10"), JULY);
    resale.set(its, "2020-07-01", margin("10"), JULY);

    var first = ports.priceLists().list(PARTNER, 1, Optional.empty());
    assertThat(first.lists())
        .extracting(PriceListState::list, PriceListState::revision)
        .containsExactly(tuple(its, 2L));
    assertThat(ports.priceLists().list(PARTNER, 5, first.next()).lists())
        .extracting(PriceListState::list)
        .containsExactly(PriceListId.ALL);
    var other = new PartnerId("another");
    assertThat(ports.priceLists().list(other, 5, Optional.empty()).lists()).isEmpty();
    assertThat(ports.priceLists().inForce(other, PriceListId.ALL, FIRST_OF_JULY)).isEmpty();
  }

  @Test
  void setsADayAnew() {
    resale.set(PriceListId.ALL, "2020-07-01", margin("10"), JULY);
    resale.set(PriceListId.ALL, "2020-07-01", margin("11"), JULY);

    assertThat(
            ports.priceLists().versions(PARTNER, PriceListId.ALL, 9, Optional.empty()).versions())
        .extracting(PriceListVersion::prices)
        .containsExactly(margin("11"));
  }

  @Test
  void refusesTheSecondOfTwoClerksWhoSawTheSameList() {
    resale.set(PriceListId.ALL, "2020-07-01", margin("10"), JULY);

    resale.set(PriceListId.ALL, "2020-07-10", margin("11"), JULY);

    assertThat(resale.change(PriceListId.ALL, 1, FIRST_OF_JULY, Optional.of(margin("12")), JULY))
        .isEqualTo(new Told.Refused<>(new Refusal.Outdated(2)));
    assertThat(resale.change(PriceListId.ALL, 1, FIRST_OF_JULY, Optional.empty(), JULY))
        .isEqualTo(new Told.Refused<>(new Refusal.Outdated(2)));
  }

  @Test
  void letsOneOfManyClerksWinWhoChangeAListAtOnce() {
    resale.set(PriceListId.ALL, "2020-07-01", margin("10"), JULY);
    var told =
        Steps.race(
            4,
            8,
            i ->
                resale.change(
                    PriceListId.ALL,
                    1,
                    FIRST_OF_JULY.plusDays(i + 1),
                    Optional.of(margin(Integer.toString(i))),
                    JULY));

    assertThat(told.stream().filter(Told.Done.class::isInstance)).hasSize(1);
    assertThat(resale.revision(PriceListId.ALL)).isEqualTo(2);
    assertThat(
            ports.priceLists().versions(PARTNER, PriceListId.ALL, 9, Optional.empty()).versions())
        .hasSize(2);
  }

  @Test
  void refusesADayOfAnIssuedMonth() {
    juneIsIssued();
    var lastOfJune = FIRST_OF_JULY.minusDays(1);

    assertThat(resale.change(PriceListId.ALL, 0, lastOfJune, Optional.of(margin("1")), JULY))
        .isEqualTo(new Told.Refused<>(new Refusal.MonthIssued(YearMonth.of(2020, 7))));
    assertThat(resale.change(PriceListId.ALL, 0, FIRST_OF_JULY, Optional.of(margin("1")), JULY))
        .isInstanceOf(Told.Done.class);
  }

  @Test
  void doesNotRemoveWhatAnIssuedMonthWasRebilledBy() {
    resale.set(PriceListId.ALL, "2020-06-01", margin("10"), "2020-06-02T00:00:00Z");
    juneIsIssued();

    assertThat(
            resale.change(
                PriceListId.ALL, 1, LocalDate.parse("2020-06-01"), Optional.empty(), JULY))
        .isEqualTo(new Told.Refused<>(new Refusal.MonthIssued(YearMonth.of(2020, 7))));
  }

  @Test
  void commitsNothingThatWasDecidedBeforeTheMonthWasIssued() {
    juneIsIssued();
    var day = LocalDate.parse("2020-06-10");
    var after = new PriceListState(PriceListId.ALL, 1, NOON, "agent");
    var version = new PriceListVersion(PriceListId.ALL, day, margin("1"), NOON, "agent", 1);

    assertThat(commit(new Change(PARTNER, 0, after, day, Optional.of(version))))
        .isEqualTo(Commit.STALE);
    assertThat(resale.revision(PriceListId.ALL)).isZero();
  }

  private Commit commit(Change change) {
    return ports.priceLists().change(change, activity(), once());
  }

  private static ActivityRecord activity() {
    return ActivityRecord.of(PARTNER, anAgentAt(NOON), Operation.PRICE_LIST_SET, Subject.none());
  }

  @Test
  void removesAVersionAndFindsItNoMore() {
    resale.set(PriceListId.ALL, "2020-07-01", margin("10"), JULY);
    resale.set(PriceListId.ALL, "2020-07-20", margin("20"), JULY);
    resale.remove(PriceListId.ALL, "2020-07-20", JULY);

    assertThat(ports.priceLists().inForce(PARTNER, PriceListId.ALL, LocalDate.parse("2020-07-31")))
        .map(PriceListVersion::validFrom)
        .contains(FIRST_OF_JULY);
    assertThat(
            resale.change(
                PriceListId.ALL, 3, LocalDate.parse("2020-07-20"), Optional.empty(), JULY))
        .isEqualTo(new Told.Refused<>(new Refusal.NoSuchVersion()));
  }

  @Test
  void refusesAnUnknownCustomer() {
    var unknown = PriceListId.of(CustomerId.next(NOON));

    assertThat(resale.change(unknown, 0, FIRST_OF_JULY, Optional.of(margin("1")), JULY))
        .isEqualTo(new Told.Refused<>(new Refusal.NoSuchCustomer()));
  }

  @Test
  void recordsWhoChangedWhat() {
    var customer = resale.customer("fabrikam.com");
    resale.set(
        PriceListId.of(customer),
        "2020-06-20",
        prices(priced(SKU, "1.00", "USD")),
        "2020-06-20T00:00:00Z");
    resale.remove(PriceListId.of(customer), "2020-06-20", "2020-06-20T00:00:01Z");

    var log = new Steps(ports);
    assertThat(log.log(Operation.PRICE_LIST_SET))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.subject().customer()).contains(customer);
              assertThat(record.detail())
                  .contains(
                      "price list %s from 2020-06-20, revision 1, 1 prices".formatted(customer));
            });
    assertThat(log.log(Operation.PRICE_LIST_VERSION_REMOVED)).hasSize(1);
  }

  @Test
  void takesOneTransactionOfFiveActions() {
    var writes = new CountedWrites();
    var lists =
        new DynamoPriceLists(
            writes.table(OnDynamo.environment(cloud)),
            new CommandRecords(new IdempotencyItems(ports::keyVault)));
    var after = new PriceListState(PriceListId.ALL, 1, NOON, "agent");
    var version =
        new PriceListVersion(PriceListId.ALL, FIRST_OF_JULY, margin("1"), NOON, "agent", 1);

    lists.change(
        new Change(PARTNER, 0, after, FIRST_OF_JULY, Optional.of(version)), activity(), once());
    lists.change(
        new Change(
            PARTNER,
            1,
            new PriceListState(PriceListId.ALL, 2, NOON, "agent"),
            FIRST_OF_JULY,
            Optional.empty()),
        activity(),
        once());

    assertThat(writes.transactions()).containsExactly(5, 5);
    assertThat(writes.others()).isEmpty();
  }
}
