package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.aLinkHolderAt;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.daysAgo;
import static dev.keyshelf.testkit.Situations.daysLater;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityLog.Position;
import dev.keyshelf.domain.activity.ActivityLog.Question;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.activity.TouchedKey;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link ActivityLog}. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoActivityLogTest {
  private static final Instant MIDNIGHT = Instant.parse("2020-06-01T00:00:00Z");

  private final Wiring ports;

  DynamoActivityLogTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void roundTripsARecordOfALinkHolder() {
    var entitlement = bought();
    var record =
        ActivityRecord.of(
            PARTNER,
            aLinkHolderAt(NOON),
            Operation.DOWNLOAD_STARTED,
            Subject.of(entitlement.customer(), entitlement.id(), entitlement.purchase().product())
                .through(LinkId.next(NOON), "windows-server.iso")
                .madeBy("ada"));
    write(entitlement, record);

    assertThat(list(NOON, NOON.plusMillis(1), 10)).containsExactly(record);
  }

  @Test
  void keepsWhichKeysAnActTouched() {
    var entitlement = bought();
    var record =
        ActivityRecord.of(
            PARTNER,
            aLinkHolderAt(NOON),
            Operation.KEY_ROTATED,
            Subject.of(entitlement.customer(), entitlement.id(), entitlement.purchase().product())
                .touching(
                    List.of(
                        TouchedKey.of(1, "AAAA1"), TouchedKey.of(2, "BBBB2").inPlaceOf("CCCC3"))));
    write(entitlement, record);

    assertThat(list(NOON, NOON.plusMillis(1), 10)).containsExactly(record);
  }

  @Test
  void listsTheNewestFirst() {
    var written = writtenAt(NOON, NOON.plusMillis(2), NOON.plusMillis(1));

    assertThat(list(NOON, NOON.plusSeconds(1), 10))
        .containsExactly(written.get(1), written.get(2), written.get(0));
  }

  @Test
  void includesTheFirstInstantAndExcludesTheLast() {
    var written = writtenAt(NOON.minusMillis(1), NOON, NOON.plusMillis(1), NOON.plusMillis(2));

    assertThat(list(NOON, NOON.plusMillis(2), 10)).containsExactly(written.get(2), written.get(1));
  }

  @Test
  void listsNothingOfAnEmptyRange() {
    writtenAt(NOON);

    assertThat(list(NOON, NOON, 10)).isEmpty();
  }

  @Test
  void continuesOverMidnight() {
    var written = writtenAt(MIDNIGHT.minusMillis(1), MIDNIGHT, MIDNIGHT.plusMillis(1), daysAgo(3));

    assertThat(list(daysAgo(10), daysLater(1), 10))
        .containsExactly(written.get(2), written.get(1), written.get(0), written.get(3));
  }

  @Test
  void excludesAMidnightThatEndsTheRange() {
    var written = writtenAt(MIDNIGHT.minusMillis(1), MIDNIGHT);

    assertThat(list(daysAgo(2), MIDNIGHT, 10)).containsExactly(written.getFirst());
  }

  @Test
  void listsPageByPageForEachSizeOfPage() {
    var instants = new ArrayList<Instant>();
    for (int i = 0; i < 12; i++) {
      instants.add(MIDNIGHT.minus(Duration.ofHours(7L * i)));
      instants.add(MIDNIGHT.minus(Duration.ofHours(7L * i)));
    }
    var newestFirst =
        writtenAt(instants.toArray(Instant[]::new)).stream()
            .sorted(
                Comparator.comparing(ActivityRecord::at)
                    .thenComparing(ActivityRecord::id)
                    .reversed())
            .toList();

    for (var size : List.of(1, 2, 3, 5, 23, 24, 25)) {
      assertThat(list(daysAgo(30), NOON, size)).as("pages of %s", size).isEqualTo(newestFirst);
    }
  }

  @Test
  void doesNotShiftItsPagesWhenMoreIsWritten() {
    var written = writtenAt(NOON, NOON.plusMillis(1), NOON.plusMillis(2));
    var first = page(daysAgo(1), daysLater(1), 2, Optional.empty());
    writtenAt(NOON.plusMillis(3));

    var second = page(daysAgo(1), daysLater(1), 2, first.next());

    assertThat(first.records()).containsExactly(written.get(2), written.get(1));
    assertThat(second.records()).containsExactly(written.get(0));
  }

  @Test
  void searchesThePagesLimitOfEmptyDaysAndContinuesFromThere() {
    var old = writtenAt(daysAgo(200));
    var from = daysAgo(300);

    var first = page(from, NOON, 10, Optional.empty());

    assertThat(first.records()).isEmpty();
    assertThat(first.next()).isPresent();
    assertThat(list(from, NOON, 10)).containsExactlyElementsOf(old);
  }

  @Test
  void losesNoRecordAtTheMidnightAtWhichAPageEnds() {
    var lastDay = MIDNIGHT.minus(Duration.ofDays(ActivityLog.DAYS_A_PAGE));
    var written =
        writtenAt(
            lastDay.minusMillis(1),
            lastDay,
            lastDay.plusMillis(1),
            lastDay.plus(Duration.ofDays(1)),
            lastDay.plus(Duration.ofDays(1)).minusMillis(1));

    assertThat(list(daysAgo(300), NOON, 10)).containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void showsAnotherPartnerNothing() {
    writtenAt(NOON);

    var theirs =
        ports
            .activityLog()
            .list(
                OTHER_PARTNER,
                new ActivityLog.Question(NOON, NOON.plusMillis(1), ActivityFilter.NONE),
                10,
                Optional.empty());

    assertThat(theirs.records()).isEmpty();
  }

  @Test
  void listsOnlyRecordsThatMatchAllFilters() {
    var entitlement = bought();
    var revealed = anActivity(Operation.KEYS_REVEALED, entitlement, NOON);
    var rotated = anActivity(Operation.KEY_ROTATED, entitlement, NOON.plusMillis(1));
    var refused =
        ActivityRecord.ofRefusal(
            PARTNER, anAgentAt(NOON), revealed.subject(), "role-required", "POST /v1/keys");
    List.of(revealed, rotated, refused).forEach(ports.activityLog()::record);
    var subject = revealed.subject();

    assertThat(found(wanting(subject.customer(), Optional.empty(), Optional.empty(), subject)))
        .containsExactlyInAnyOrder(revealed, rotated, refused);
    assertThat(
            found(
                wanting(
                    subject.customer(),
                    Optional.of(Operation.KEYS_REVEALED),
                    Optional.of(Outcome.DONE),
                    subject)))
        .containsExactly(revealed);
    assertThat(
            found(
                wanting(Optional.empty(), Optional.empty(), Optional.of(Outcome.REFUSED), subject)))
        .containsExactly(refused);
    assertThat(
            found(
                wanting(
                    Optional.of(CustomerId.next(NOON)),
                    Optional.empty(),
                    Optional.empty(),
                    subject)))
        .isEmpty();
  }

  @Test
  void listsAnyOfSeveralOperations() {
    var entitlement = bought();
    var revealed = anActivity(Operation.KEYS_REVEALED, entitlement, NOON);
    var rotated = anActivity(Operation.KEY_ROTATED, entitlement, NOON.plusMillis(1));
    var linked = anActivity(Operation.LINK_CREATED, entitlement, NOON.plusMillis(2));
    List.of(revealed, rotated, linked).forEach(ports.activityLog()::record);

    assertThat(
            found(
                ActivityFilter.of(
                    Set.of(Operation.KEY_ROTATED, Operation.KEYS_REVEALED), Outcome.DONE)))
        .containsExactly(rotated, revealed);
  }

  @Test
  void examinesThePagesLimitOfRowsAndContinuesFromThere() {
    var entitlement = bought();
    var wanted = anActivity(Operation.KEY_ROTATED, entitlement, NOON);
    ports.activityLog().record(wanted);
    IntStream.range(0, ActivityLog.LONGEST_PAGE)
        .parallel()
        .mapToObj(i -> anActivity(Operation.KEYS_REVEALED, entitlement, NOON.plusMillis(1 + i)))
        .forEach(ports.activityLog()::record);
    var question =
        new Question(
            NOON,
            NOON.plusSeconds(60),
            wanting(
                Optional.empty(),
                Optional.of(Operation.KEY_ROTATED),
                Optional.empty(),
                wanted.subject()));

    var first = ports.activityLog().list(PARTNER, question, 10, Optional.empty());
    var second = ports.activityLog().list(PARTNER, question, 10, first.next());

    assertThat(first.records()).isEmpty();
    assertThat(first.next()).map(Position::at).contains(NOON.plusMillis(1));
    assertThat(second.records()).containsExactly(wanted);
  }

  @Test
  void recordsARefusalOfOneUserRouteAndMinuteOnce() {
    var entitlement = bought();
    var subject = anActivity(Operation.KEYS_REVEALED, entitlement, NOON).subject();
    for (var at : List.of(NOON, NOON.plusSeconds(59), NOON.plusSeconds(60))) {
      ports
          .activityLog()
          .record(
              ActivityRecord.ofRefusal(
                  PARTNER, anAgentAt(at), subject, "role-required", "POST /v1/keys"));
    }

    assertThat(list(NOON, NOON.plusSeconds(120), 10))
        .extracting(ActivityRecord::at)
        .containsExactly(NOON.plusSeconds(60), NOON);
  }

  @Test
  void roundTripsARecordOfAnOperator() {
    var act = new Act(new Actor.Operator("AWS:ops", "192.0.2.1"), NOON, "request-3");
    var record =
        ActivityRecord.of(PARTNER, act, Operation.FILE_IMPORTED, Subject.none())
            .with(Outcome.BEGUN)
            .about("imports/keys/a/b.csv");
    ports.activityLog().record(record);

    assertThat(list(NOON, NOON.plusMillis(1), 10)).containsExactly(record);
  }

  @Test
  void includesNothingThatIsAFractionOfAMillisecondBeforeTheRange() {
    writtenAt(NOON);

    assertThat(list(NOON.plusNanos(1), NOON.plusMillis(1), 10)).isEmpty();
    assertThat(list(NOON.minusMillis(1), NOON.plusNanos(1), 10)).hasSize(1);
  }

  private static ActivityFilter wanting(
      Optional<CustomerId> customer,
      Optional<Operation> operation,
      Optional<Outcome> outcome,
      Subject subject) {
    return new ActivityFilter(
        customer,
        Optional.of(anAgentAt(NOON).by().name()),
        operation.map(Set::of).orElseGet(Set::of),
        subject.product(),
        subject.order(),
        outcome,
        Optional.empty());
  }

  private List<ActivityRecord> found(ActivityFilter filter) {
    return ports
        .activityLog()
        .list(PARTNER, new Question(daysAgo(1), NOON.plusSeconds(60), filter), 10, Optional.empty())
        .records();
  }

  private List<ActivityRecord> writtenAt(Instant... instants) {
    var entitlement = bought();
    var written = new ArrayList<ActivityRecord>();
    for (var at : instants) {
      var record = anActivity(Operation.KEYS_REVEALED, entitlement, at);
      write(entitlement, record);
      written.add(record);
    }
    return written;
  }

  /** Buys something long before, so that its record is outside the ranges of these tests. */
  private Entitlement bought() {
    return new Steps(ports).bought(perpetual().on(daysAgo(1_000)));
  }

  private void write(Entitlement entitlement, ActivityRecord record) {
    assertThat(ports.productKeys().reveal(entitlement, record, Optional.empty()))
        .isEqualTo(Commit.DONE);
  }

  private List<ActivityRecord> list(Instant from, Instant to, int pageSize) {
    var page = page(from, to, pageSize, Optional.empty());
    var all = new ArrayList<>(page.records());
    while (page.next().isPresent()) {
      assertThat(page.records()).hasSizeLessThanOrEqualTo(pageSize);
      page = page(from, to, pageSize, page.next());
      all.addAll(page.records());
    }
    return all;
  }

  private ActivityLog.Page page(Instant from, Instant to, int limit, Optional<Position> after) {
    return ports
        .activityLog()
        .list(PARTNER, new ActivityLog.Question(from, to, ActivityFilter.NONE), limit, after);
  }
}
