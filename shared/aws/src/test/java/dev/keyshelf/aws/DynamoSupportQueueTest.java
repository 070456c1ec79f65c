package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.aPartner;
import static dev.keyshelf.testkit.Situations.aSupportRequest;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.desk.IndexDesk;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.support.Note;
import dev.keyshelf.domain.support.SupportQueue.Place;
import dev.keyshelf.domain.support.SupportQueue.Row;
import dev.keyshelf.domain.support.SupportQueue.Wanted;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.domain.support.SupportRequestState;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The contract of {@link dev.keyshelf.domain.support.SupportQueue}. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoSupportQueueTest {
  private static final Wanted OPEN = wanted(SupportRequestState.OPEN);
  private static final Wanted ANSWERED = wanted(SupportRequestState.ANSWERED);
  private static final Wanted CLOSED = wanted(SupportRequestState.CLOSED);

  private final Map<String, String> environment;
  private final Wiring ports;
  private final Table table;

  DynamoSupportQueueTest(CloudFixture cloud) {
    this.environment = OnDynamo.environment(cloud);
    this.ports = OnDynamo.of(cloud);
    this.table = new CountedWrites().table(environment);
  }

  private static Wanted wanted(SupportRequestState state) {
    return new Wanted(state, Optional.empty());
  }

  private SupportRequest added(PartnerId partner, int minute) {
    var made = aSupportRequest(CUSTOMER, at(minute));
    var request =
        SupportRequest.of(
            partner, made.concern(), made.contact(), made.createdBy(), made.createdAt());
    assertThat(ports.supportRequests().add(request, activity(request), once()))
        .isEqualTo(Commit.DONE);
    return request;
  }

  private static Instant at(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }

  private static ActivityRecord activity(SupportRequest request) {
    return ActivityRecord.of(
        request.partner(),
        anAgentAt(NOON),
        Operation.SUPPORT_REQUEST_NOTED,
        Subject.of(CUSTOMER).asked(request.id()));
  }

  private SupportRequest moved(SupportRequest before, SupportRequest after) {
    var note = Optional.<Note>empty();
    assertThat(ports.supportRequests().move(before, after, note, activity(after), once()))
        .isEqualTo(Commit.DONE);
    return after;
  }

  private List<SupportRequest> listed(Wanted wanted) {
    return listed(wanted, 3);
  }

  /** Lists all pages of this length. */
  private List<SupportRequest> listed(Wanted wanted, int limit) {
    var all = new ArrayList<SupportRequest>();
    Optional<Place> after = Optional.empty();
    do {
      var page = ports.supportQueue().list(wanted, limit, after);
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
      page.rows().stream().map(Row::request).forEach(all::add);
      after = page.next();
    } while (after.isPresent());
    return all;
  }

  @Test
  void listsThoseOfAllPartnersThatHaveWaitedLongestFirst() {
    var all = new ArrayList<SupportRequest>();
    for (int i = 0; i < 14; i++) {
      all.add(added(i % 2 == 0 ? PARTNER : OTHER_PARTNER, i));
    }

    for (var limit : List.of(1, 3, 14, 100)) {
      assertThat(listed(OPEN, limit)).as("pages of %s", limit).isEqualTo(all);
    }
  }

  @Test
  void aNoteOfThePartnerKeepsThePlaceOfAnOpenRequest() {
    var first = added(PARTNER, 0);
    var second = added(PARTNER, 1);
    var noted = moved(first, first.noted(at(5)));

    assertThat(listed(OPEN)).containsExactly(noted, second);
    assertThat(noted.since()).isEqualTo(NOON);
  }

  @Test
  void anAnswerTakesARequestToTheQueueOfItsNextState() {
    var first = added(PARTNER, 0);
    var second = added(PARTNER, 1);
    var answered = moved(first, first.answered(at(5)));

    assertThat(listed(OPEN)).containsExactly(second);
    assertThat(listed(ANSWERED)).containsExactly(answered);

    var open = moved(answered, answered.noted(at(6)));
    assertThat(listed(OPEN)).containsExactly(second, open);
    assertThat(listed(ANSWERED)).isEmpty();
  }

  @Test
  void listsClosedRequestsThatWereClosedLastFirst() {
    var closed = new ArrayList<SupportRequest>();
    for (int i = 0; i < 7; i++) {
      var request = added(PARTNER, i);
      closed.addFirst(moved(request, request.closed(at(20 + i))));
    }

    assertThat(listed(CLOSED)).isEqualTo(closed);
    assertThat(listed(OPEN)).isEmpty();
  }

  @Test
  void listsThoseOfAPartner() {
    var mine = added(PARTNER, 0);
    var other = added(OTHER_PARTNER, 1);

    var open = SupportRequestState.OPEN;
    assertThat(listed(new Wanted(open, Optional.of(PARTNER)))).containsExactly(mine);
    assertThat(listed(new Wanted(open, Optional.of(OTHER_PARTNER)), 1)).containsExactly(other);
  }

  @Test
  void readsManyEntriesOfOtherPartnersWithFewQueries() {
    for (int i = 0; i < 60; i++) {
      added(OTHER_PARTNER, i);
    }
    var mine = added(PARTNER, 60);
    var queries = new AtomicInteger();

    var page =
        new DynamoSupportQueue(queried(queries))
            .list(new Wanted(SupportRequestState.OPEN, Optional.of(PARTNER)), 1, Optional.empty());

    assertThat(page.rows()).extracting(Row::request).containsExactly(mine);
    assertThat(queries).hasValue(DeskKeys.SUPPORT_SHARDS);
  }

  /** Returns a table whose queries are counted. */
  private Table queried(AtomicInteger queries) {
    var counted =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes ignored) {
            if (context.request() instanceof QueryRequest) {
              queries.incrementAndGet();
            }
          }
        };
    return new Table(
        Interrupted.client(environment, counted),
        Interrupted.variable(environment, "KEYSHELF_TABLE"),
        ports.clock());
  }

  @Test
  void namesPartnerAndCustomer() {
    added(PARTNER, 0);
    ports.partners().publish(List.of(aPartner(PARTNER, "Contoso", false)), NOON);

    assertThat(ports.supportQueue().list(OPEN, 9, Optional.empty()).rows())
        .extracting(Row::partnerName, Row::companyName)
        .containsExactly(tuple("Contoso", "fabrikam.com"));
  }

  /** The index can still have a request where it was. */
  @Test
  void leavesOutARequestThatHasLeftItsPlace() {
    var request = added(PARTNER, 0);
    enter(moved(request, request.answered(at(1))), request);

    assertThat(listed(OPEN)).isEmpty();
  }

  private void enter(SupportRequest request, SupportRequest placed) {
    table
        .writes()
        .update(
            Keys.supportRequest(request.partner(), request.id()),
            "SET %s = :partition, %s = :sort".formatted(DeskKeys.PARTITION, DeskKeys.SORT),
            "attribute_exists(pk)",
            Map.of(
                ":partition",
                AttributeValue.fromS(DeskKeys.support(placed.state(), placed.id())),
                ":sort",
                AttributeValue.fromS(DeskKeys.support(Place.of(placed)))));
  }

  private void forgetTheIndex(SupportRequest request) {
    table
        .writes()
        .update(
            Keys.supportRequest(request.partner(), request.id()),
            "SET forgotten = :yes REMOVE %s, %s, stateSince"
                .formatted(DeskKeys.PARTITION, DeskKeys.SORT),
            "attribute_exists(pk)",
            Map.of(":yes", AttributeValue.fromBool(true)));
  }

  private IndexDesk indexing() {
    return new IndexDesk(ports.partners(), ports.customers(), ports.deskIndex());
  }

  @Test
  void listsWhatAnEarlierReleaseWroteOnceItIsIndexed() {
    ports.partners().publish(List.of(aPartner(PARTNER, "Contoso", false)), NOON);
    var open = added(PARTNER, 0);
    var other = added(PARTNER, 1);
    var answered = moved(other, other.answered(at(2)));
    forgetTheIndex(open);
    forgetTheIndex(answered);
    assertThat(listed(OPEN)).isEmpty();

    assertThat(indexing().run(NOON, TimeLeft.ENDLESS).added()).isEqualTo(2);

    assertThat(listed(OPEN)).containsExactly(open);
    assertThat(listed(ANSWERED)).containsExactly(answered);
    assertThat(indexing().again(NOON, TimeLeft.ENDLESS).added()).isZero();
  }

  /** A partner has more requests than one step reads. */
  @Test
  void indexingGoesOnWhereItsTimeRanOut() {
    ports.partners().publish(List.of(aPartner(PARTNER, "Contoso", false)), NOON);
    var all = new ArrayList<SupportRequest>();
    for (int i = 0; i < 510; i++) {
      var request = added(PARTNER, i);
      forgetTheIndex(request);
      all.add(request);
    }
    var runs = 0;
    for (int added = 0; added < all.size(); runs++) {
      var asked = new AtomicInteger();
      var left = TimeLeft.of(() -> Duration.ofSeconds(asked.incrementAndGet() < 2 ? 9 : 0));
      added += indexing().run(NOON, left).added();
      assertThat(runs).isLessThan(50);
    }

    assertThat(listed(OPEN, 200)).isEqualTo(all);
    assertThat(runs).isGreaterThan(1);
  }
}
