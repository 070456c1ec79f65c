package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_CUSTOMER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.US;
import static dev.keyshelf.testkit.Situations.aCustomer;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.daysAgo;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.cancellation.CloseCancellationWindows;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.customer.NameWords;
import dev.keyshelf.domain.desk.DeskIndex;
import dev.keyshelf.domain.desk.Ending;
import dev.keyshelf.domain.desk.IndexDesk;
import dev.keyshelf.domain.desk.Search;
import dev.keyshelf.domain.desk.Search.By;
import dev.keyshelf.domain.entitlement.EntitlementState;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What {@link DeskIndex} must keep to. */
@Timeout(300) // A walk that never ends must not hang the build.
@OnCloud
class DynamoDeskIndexTest {
  private static final List<CustomerId> CUSTOMERS = List.of(CUSTOMER, OTHER_CUSTOMER);

  private final Wiring ports;
  private final Table table;
  private final Steps steps;
  private final List<By> ways = new ArrayList<>();

  DynamoDeskIndexTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
    this.table = new CountedWrites().table(OnDynamo.environment(cloud));
    this.steps = new Steps(ports);
  }

  @BeforeEach
  void trade() {
    steps.partnerIsKnown();
    steps.imported(POOL, 2);
    for (var id : CUSTOMERS) {
      var number = id.value().substring(24);
      var tenant = "00000000-0000-4000-8000-0000000000" + number;
      var customer =
          aCustomer(id, PARTNER, "Customer", "c" + number + ".example", tenant, US, NOON);
      var activity =
          ActivityRecord.of(PARTNER, anAgentAt(NOON), Operation.CUSTOMER_CREATED, Subject.of(id));
      assertThat(ports.customers().add(customer, activity, once())).isEqualTo(Commit.DONE);
    }
    var sold = steps.placed(CUSTOMER, perpetual().times(2));
    steps.reveal(sold.entitlements().getFirst());
    var made = steps.linked(steps.now(sold.entitlements().getFirst()), NOON);
    steps.placed(
        OTHER_CUSTOMER,
        subscription(Period.ofDays(90)),
        subscription(Period.ofDays(30)),
        subscription(Period.ofDays(90)));
    steps.placed(OTHER_CUSTOMER, perpetual().on(daysAgo(60)));
    new CloseCancellationWindows(ports.cancellationWindows()).close(NOON, TimeLeft.ENDLESS);
    steps.cancelled(steps.placed(CUSTOMER, perpetual().on(daysAgo(1))), NOON);
    ways.addAll(
        List.of(
            new By.Newest(),
            new By.OfOrder(sold.id()),
            new By.EndingSoon(Ending.WINDOW, 366),
            new By.EndingSoon(Ending.TERM, 366),
            new By.LastFive("AB12C"),
            new By.Link(made.link().id())));
  }

  /** Makes the items what an earlier release wrote. */
  private void forgetTheIndex() {
    var ledger = Keys.ledgerOf(PARTNER, YearMonth.from(NOON.atOffset(ZoneOffset.UTC)));
    var partitions =
        Stream.concat(
            CUSTOMERS.stream().map(id -> Keys.belongingsOf(PARTNER, id)), Stream.of(ledger));
    partitions
        .flatMap(partition -> table.query(Table.Range.all(partition)).stream())
        .filter(item -> item.has(DeskKeys.PARTITION))
        .forEach(this::forget);
  }

  private void forget(Item item) {
    if (item.key().sort().startsWith("TERM#")) {
      table.writes().commit(table.writes().transaction().remove(item.key()), Instant.EPOCH);
    } else {
      table
          .writes()
          .update(
              item.key(),
              "SET forgotten = :yes REMOVE " + DeskKeys.PARTITION + ", " + DeskKeys.SORT,
              "attribute_exists(" + Keys.PARTITION + ")",
              Map.of(":yes", AttributeValue.fromBool(true)));
    }
  }

  private List<List<String>> found() {
    return ways.stream()
        .map(
            by -> {
              var search =
                  new Search<EntitlementState>(
                      by,
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Instant.MIN,
                      Instant.MAX,
                      NOON);
              return ports.desk().software(PARTNER, search, 100, Optional.empty()).rows().stream()
                  .map(row -> row.found().id() + " " + row.end())
                  .toList();
            })
        .toList();
  }

  private IndexDesk indexing() {
    return new IndexDesk(ports.partners(), ports.customers(), ports.deskIndex());
  }

  @Test
  void addsWhatAnEarlierReleaseWrote() {
    var before = found();
    assertThat(before).noneMatch(List::isEmpty);
    forgetTheIndex();
    assertThat(found()).allMatch(List::isEmpty);

    var report = indexing().run(NOON, TimeLeft.ENDLESS);

    assertThat(found()).isEqualTo(before);
    assertThat(report.failed()).isEmpty();
    assertThat(report.complete()).isFalse();
    // 4 orders, 2 ends of terms, 4 windows, 2 keys and a link.
    assertThat(report.added()).isEqualTo(13);
  }

  @Test
  void lookUpsFindTheKeysOfAnEarlierReleaseByTheirEnd() {
    var before = ports.keyPlaces().list(PARTNER, "ab12c");
    assertThat(before.places()).isNotEmpty();
    forgetTheIndex();
    assertThat(ports.keyPlaces().list(PARTNER, "ab12c").places()).isEmpty();

    indexing().run(NOON, TimeLeft.ENDLESS);

    assertThat(ports.keyPlaces().list(PARTNER, "ab12c")).isEqualTo(before);
  }

  @Test
  void findsTheCustomersOfAnEarlierReleaseByTheWordsOfTheirNames() {
    var id = new CustomerId("01HZX3KJ5V7QW8E9R0T1Y2CT77");
    var tenant = "00000000-0000-4000-8000-000000000077";
    var office = aCustomer(id, PARTNER, "B\u00fcro GmbH", "buro.example", tenant, US, NOON);
    var activity =
        ActivityRecord.of(PARTNER, anAgentAt(NOON), Operation.CUSTOMER_CREATED, Subject.of(id));
    assertThat(ports.customers().add(office, activity, once())).isEqualTo(Commit.DONE);
    var words = CustomerItems.wordEntries(office);
    words.forEach(
        entry ->
            table.writes().commit(table.writes().transaction().remove(entry.key()), Instant.EPOCH));
    assertThat(named("buro")).isEmpty();

    assertThat(indexing().run(NOON, TimeLeft.ENDLESS).added()).isEqualTo(2);

    assertThat(named("buro")).containsExactly(office);
    assertThat(named("gmbh")).containsExactly(office);
    // PermissionsTest compares the same names with the function's policy.
    assertThat(words)
        .allSatisfy(
            entry ->
                assertThat(entry.values())
                    .containsOnlyKeys(
                        Keys.PARTITION, Keys.SORT, DeskKeys.CUSTOMER, CustomerItems.NAME));
  }

  private List<Customer> named(String words) {
    return ports
        .customers()
        .listByWords(
            PARTNER,
            NameWords.parse(words).orElseThrow(),
            Customers.Archived.LEFT_OUT,
            10,
            Optional.empty())
        .customers();
  }

  @Test
  void walksTwiceWithAnHourBetweenAndThenNoMore() {
    forgetTheIndex();
    indexing().run(NOON, TimeLeft.ENDLESS);
    forgetTheIndex();

    var tooEarly = indexing().run(NOON.plus(Duration.ofHours(1)).minusMillis(1), TimeLeft.ENDLESS);
    assertThat(tooEarly).isEqualTo(new IndexDesk.Report(0, false, 0, List.of()));
    var second = indexing().run(NOON.plus(Duration.ofHours(1)), TimeLeft.ENDLESS);
    assertThat(second).isEqualTo(new IndexDesk.Report(13, true, 0, List.of()));
    forgetTheIndex();
    var third = indexing().run(NOON.plus(Duration.ofHours(9)), TimeLeft.ENDLESS);
    assertThat(third).isEqualTo(new IndexDesk.Report(0, true, 0, List.of()));
  }

  /** An earlier release wrote again after both passes, as after a rollback. */
  @Test
  void walksTwiceAgainWhenAsked() {
    indexing().run(NOON, TimeLeft.ENDLESS);
    indexing().run(NOON.plus(Duration.ofHours(1)), TimeLeft.ENDLESS);
    var before = found();
    forgetTheIndex();
    var later = NOON.plus(Duration.ofDays(9));

    assertThat(indexing().again(later, TimeLeft.ENDLESS))
        .isEqualTo(new IndexDesk.Report(13, false, 0, List.of()));
    assertThat(found()).isEqualTo(before);
    assertThat(indexing().run(later.plus(Duration.ofHours(1)), TimeLeft.ENDLESS))
        .isEqualTo(new IndexDesk.Report(0, true, 0, List.of()));
  }

  @Test
  void takesOverFromARunThatIsUnderWayWhenAsked() {
    forgetTheIndex();
    var index = ports.deskIndex();
    var underWay = new DeskIndex.Progress(2, NOON, DeskIndex.Place.ofShard(3), false, 7);
    index.note(Optional.empty(), underWay);

    assertThat(indexing().again(NOON, TimeLeft.ENDLESS).added()).isEqualTo(13);
    assertThat(index.note(Optional.of(underWay), underWay)).isFalse();
  }

  @Test
  void addsNothingTwice() {
    assertThat(indexing().run(NOON, TimeLeft.ENDLESS).added()).isZero();
  }

  /** One customer has more items than one step reads. */
  @Test
  void goesOnWhereItsTimeRanOut() {
    for (int i = 0; i < 260; i++) {
      steps.placed(CUSTOMER, perpetual());
    }
    var before = found();
    forgetTheIndex();
    var runs = 0;
    for (int added = 0; added < 13 + 2 * 260; runs++) {
      var asked = new AtomicInteger();
      var left = TimeLeft.of(() -> Duration.ofSeconds(asked.incrementAndGet() < 3 ? 9 : 0));
      added += indexing().run(NOON, left).added();
      assertThat(runs).isLessThan(100);
    }

    assertThat(found()).isEqualTo(before);
    assertThat(runs).isGreaterThan(3);
  }

  @Test
  void leavesOneOfTwoRunsToTheOther() {
    var index = ports.deskIndex();
    var first = new DeskIndex.Progress(1, NOON, DeskIndex.Place.ofShard(3), false, 1);

    assertThat(index.note(Optional.empty(), first)).isTrue();
    assertThat(index.note(Optional.empty(), first)).isFalse();
    assertThat(index.progress()).contains(first);
    var second =
        new DeskIndex.Progress(
            1,
            NOON,
            DeskIndex.Place.before(3, PARTNER).after(CUSTOMER, Optional.of("ORDER#")),
            true,
            2);
    assertThat(index.note(Optional.of(first), second)).isTrue();
    assertThat(index.note(Optional.of(first), second)).isFalse();
    assertThat(index.progress()).contains(second);
  }
}
