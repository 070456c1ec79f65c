package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_CUSTOMER;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.aSupportRequest;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.anOperatorAt;
import static dev.keyshelf.testkit.Situations.daysLater;
import static dev.keyshelf.testkit.Situations.once;
import static dev.keyshelf.testkit.Situations.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.cancellation.LineQuote;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.support.AddNote;
import dev.keyshelf.domain.support.CloseSupportRequest;
import dev.keyshelf.domain.support.DecideSupportRequest;
import dev.keyshelf.domain.support.DecideSupportRequest.Command;
import dev.keyshelf.domain.support.DecideSupportRequest.Decided;
import dev.keyshelf.domain.support.DecideSupportRequest.Refusal;
import dev.keyshelf.domain.support.DecideSupportRequest.Verdict;
import dev.keyshelf.domain.support.Note;
import dev.keyshelf.domain.support.QuoteGrant;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.domain.support.SupportRequestState;
import dev.keyshelf.domain.support.SupportRequests.Wanted;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link dev.keyshelf.domain.support.SupportRequests}. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoSupportRequestsTest {
  private static final Wanted ALL = new Wanted(Optional.empty(), Optional.empty());

  private final Wiring ports;

  DynamoSupportRequestsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void roundTripsARequest() {
    var request = added(aSupportRequest(new Steps(ports).placed(perpetual().times(3)), NOON));

    assertThat(ports.supportRequests().find(PARTNER, request.id())).contains(request);
  }

  @Test
  void findsNothingOfAnotherPartner() {
    var request = added(aSupportRequest(CUSTOMER, NOON));

    assertThat(ports.supportRequests().find(OTHER_PARTNER, request.id())).isEmpty();
    assertThat(ports.supportRequests().notes(OTHER_PARTNER, request.id())).isEmpty();
    assertThat(ports.supportRequests().list(OTHER_PARTNER, ALL, 9, Optional.empty()).requests())
        .isEmpty();
  }

  @Test
  void addsNoRequestTwice() {
    var request = added(aSupportRequest(CUSTOMER, NOON));

    assertThat(ports.supportRequests().add(request, created(request), once()))
        .isEqualTo(Commit.STALE);
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    var first = added(aSupportRequest(CUSTOMER, NOON));
    var second = added(aSupportRequest(CUSTOMER, NOON.plusMillis(1)));
    var third = added(aSupportRequest(CUSTOMER, NOON.plusMillis(2)));

    var page = ports.supportRequests().list(PARTNER, ALL, 2, Optional.empty());
    assertThat(page.requests()).containsExactly(third, second);
    var rest = ports.supportRequests().list(PARTNER, ALL, 2, page.next());
    assertThat(rest.requests()).containsExactly(first);
    assertThat(rest.next()).isEmpty();
  }

  @Test
  void listsThoseOfAStateAndOfACustomer() {
    var open = added(aSupportRequest(CUSTOMER, NOON));
    var others = added(aSupportRequest(OTHER_CUSTOMER, NOON));
    var closed = added(aSupportRequest(CUSTOMER, NOON));
    close(closed);

    assertThat(listed(Optional.of(SupportRequestState.OPEN), Optional.empty()))
        .containsExactlyInAnyOrder(open, others);
    assertThat(listed(Optional.empty(), Optional.of(OTHER_CUSTOMER))).containsExactly(others);
  }

  private List<SupportRequest> listed(
      Optional<SupportRequestState> state, Optional<CustomerId> customer) {
    return ports
        .supportRequests()
        .list(PARTNER, new Wanted(state, customer), 9, Optional.empty())
        .requests();
  }

  @Test
  void keepsEveryNoteInTheOrderOfTime() {
    var request = added(aSupportRequest(CUSTOMER, NOON));
    note(request, "first", anAgentAt(NOON.plusMillis(1)));
    note(request, "second\nline", anAgentAt(NOON.plusMillis(2)));

    assertThat(ports.supportRequests().notes(PARTNER, request.id()))
        .extracting(Note::text)
        .containsExactly("first", "second\nline");
  }

  @Test
  void losesNoneOfManyParallelNotes() {
    var request = added(aSupportRequest(CUSTOMER, NOON));

    Steps.race(
        4,
        8,
        i -> {
          note(request, "note " + i, anAgentAt(NOON));
          return i;
        });

    assertThat(ports.supportRequests().notes(PARTNER, request.id())).hasSize(8);
    assertThat(now(request).notes()).isEqualTo(8);
    assertThat(new Steps(ports).log(Operation.SUPPORT_REQUEST_NOTED)).hasSize(8);
  }

  @Test
  void movesNoRequestThatHasMoved() {
    var request = added(aSupportRequest(CUSTOMER, NOON));
    close(request);
    var late = Note.of(anAgentAt(NOON), "late");

    assertThat(
            ports
                .supportRequests()
                .move(request, request.noted(NOON), Optional.of(late), created(request), once()))
        .isEqualTo(Commit.STALE);
    assertThat(ports.supportRequests().notes(PARTNER, request.id())).isEmpty();
  }

  @Test
  void takesNoNoteOnceItIsClosed() {
    var request = added(aSupportRequest(CUSTOMER, NOON));
    close(request);

    assertThat(note(request, "late", anAgentAt(NOON)))
        .isEqualTo(new Told.Refused<>(new AddNote.Refusal.Closed()));
  }

  @Test
  void movesBackAndForthBetweenStates() {
    var request = added(aSupportRequest(CUSTOMER, NOON));

    decide(request, new Verdict.Answer());
    assertThat(now(request).state()).isEqualTo(SupportRequestState.ANSWERED);
    note(request, "but", anAgentAt(NOON));
    assertThat(now(request).state()).isEqualTo(SupportRequestState.OPEN);
    assertThat(close(request)).isInstanceOf(Told.Done.class);
    assertThat(now(request).closedAt()).contains(NOON);
  }

  @Test
  void closesOnce() {
    var request = added(aSupportRequest(CUSTOMER, NOON));
    close(request);

    assertThat(close(request)).isInstanceOf(Told.Done.class);
    assertThat(new Steps(ports).log(Operation.SUPPORT_REQUEST_CLOSED)).hasSize(1);
  }

  @Test
  void cancelsAndCreditsWithTheGrant() {
    var order = new Steps(ports).placed(perpetual().times(2));
    var request = added(aSupportRequest(order, NOON));

    decide(request, grant(Map.of()));

    assertThat(new Steps(ports).now(order.entitlements().getFirst()).activeQuantity()).isZero();
    assertThat(credits()).extracting(LedgerEntry::amount).containsExactly(order.total());
    assertThat(now(request).decision().orElseThrow().grant().orElseThrow().credit())
        .isEqualTo(order.total());
    assertThat(new Steps(ports).log(Operation.ORDER_CANCELLED)).hasSize(1);
    assertThat(new Steps(ports).log(Operation.SUPPORT_REQUEST_DECIDED))
        .singleElement()
        .satisfies(record -> assertThat(record.by()).isEqualTo(anOperatorAt(NOON).by()));
  }

  @Test
  void grantsAfterTheWindowToo() {
    var order = new Steps(ports).placed(perpetual());
    var request = added(aSupportRequest(order, NOON));

    var outcome = decide(request, grant(Map.of()), anOperatorAt(daysLater(61)), running());

    assertThat(outcome).isInstanceOf(Told.Done.class);
    assertThat(new Steps(ports).now(order.entitlements().getFirst()).activeQuantity()).isZero();
  }

  @Test
  void grantsTheCreditThatTheOperatorNames() {
    var order = new Steps(ports).placed(perpetual());
    var request = added(aSupportRequest(order, NOON));
    var one = Money.ofMinor(100, order.total().currency());

    decide(request, grant(Map.of(1, one)));

    assertThat(credits()).extracting(LedgerEntry::amount).containsExactly(one);
  }

  @Test
  void grantsNoMoreThanWasCharged() {
    var order = new Steps(ports).placed(perpetual());
    var request = added(aSupportRequest(order, NOON));
    var tooMuch = order.total().plus(Money.ofMinor(1, order.total().currency()));

    var outcome = decide(request, grant(Map.of(1, tooMuch)));

    assertThat(outcome)
        .satisfies(told -> assertThat(reasonOf(told)).isEqualTo(LineQuote.Reason.CREDIT_TOO_LARGE));
    assertThat(credits()).isEmpty();
    assertThat(now(request)).isEqualTo(request);
  }

  @Test
  void refusesToCancelACancelledOrder() {
    var order = new Steps(ports).placed(perpetual());
    var request = added(aSupportRequest(order, NOON));
    new Steps(ports).cancelled(order, NOON);

    assertThat(decide(request, grant(Map.of())))
        .satisfies(
            told -> assertThat(reasonOf(told)).isEqualTo(LineQuote.Reason.ALREADY_CANCELLED));
    assertThat(credits()).hasSize(1);
  }

  @Test
  void grantsOnceForRepeatedDecisions() {
    var order = new Steps(ports).placed(perpetual());
    var request = added(aSupportRequest(order, NOON));
    decide(request, grant(Map.of()));

    assertThat(isGrantedBefore(decide(request, grant(Map.of())))).isTrue();
    assertThat(isGrantedBefore(decide(request, new Verdict.Decline()))).isTrue();
    assertThat(credits()).hasSize(1);
  }

  @Test
  void givesTheSameAnswerToTheSameDecision() {
    var order = new Steps(ports).placed(perpetual());
    var request = added(aSupportRequest(order, NOON));
    Once<Decided> same = running();
    decide(request, grant(Map.of()), anOperatorAt(NOON), same);

    assertThat(decide(request, grant(Map.of()), anOperatorAt(NOON.plusMillis(1)), same))
        .isInstanceOfSatisfying(Told.Done.class, told -> assertThat(told.repeated()).isTrue());
    assertThat(credits()).hasSize(1);
  }

  @Test
  void booksOneCreditForParallelDecisions() {
    var order = new Steps(ports).placed(perpetual());
    var request = added(aSupportRequest(order, NOON));

    var outcomes = Steps.race(4, 8, _ -> decide(request, grant(Map.of())));

    assertThat(outcomes).filteredOn(Told.Done.class::isInstance).hasSize(1);
    assertThat(credits()).hasSize(1);
    assertThat(ports.supportRequests().notes(PARTNER, request.id())).hasSize(1);
  }

  @Test
  void cancelsEveryLineOfTheLargestOrder() {
    var lines = new Bought[Order.MOST_LINES];
    Arrays.fill(lines, perpetual());
    var order = new Steps(ports).placed(lines);

    decide(added(aSupportRequest(order, NOON)), grant(Map.of()));

    assertThat(ports.entitlements().listOf(PARTNER, CUSTOMER, order.id()))
        .allSatisfy(each -> assertThat(each.activeQuantity()).isZero());
  }

  @Test
  void decidesADeclinedRequestAgain() {
    var request = added(aSupportRequest(new Steps(ports).placed(perpetual()), NOON));

    decide(request, new Verdict.Decline());
    assertThat(now(request).decision().orElseThrow().isGranted()).isFalse();
    note(request, "please", anAgentAt(NOON));
    assertThat(decide(request, grant(Map.of()))).isInstanceOf(Told.Done.class);
  }

  @Test
  void decidesNothingOnceItIsClosed() {
    var request = added(aSupportRequest(new Steps(ports).placed(perpetual()), NOON));
    close(request);

    assertThat(decide(request, grant(Map.of())))
        .isEqualTo(new Told.Refused<>(new Refusal.Closed()));
    assertThat(credits()).isEmpty();
  }

  @Test
  void cancelsNothingForARequestWithoutAnOrder() {
    var request = added(aSupportRequest(CUSTOMER, NOON));

    assertThat(decide(request, grant(Map.of())))
        .isEqualTo(new Told.Refused<>(new Refusal.NamesNoOrder()));
  }

  private static boolean isGrantedBefore(Told<StoredAnswer, Refusal> told) {
    return told instanceof Told.Refused(Refusal.GrantedBefore(_));
  }

  private static LineQuote.Reason reasonOf(Told<StoredAnswer, Refusal> told) {
    return told instanceof Told.Refused(Refusal.NotCancellable(var line))
        ? line.reason()
        : fail("it is not refused so: " + told);
  }

  private static Verdict grant(Map<Integer, Money> credits) {
    return new Verdict.Grant(new QuoteGrant.Terms(Optional.empty(), credits), Optional.empty());
  }

  private SupportRequest added(SupportRequest request) {
    assertThat(ports.supportRequests().add(request, created(request), once()))
        .isEqualTo(Commit.DONE);
    return request;
  }

  private static ActivityRecord created(SupportRequest request) {
    return ActivityRecord.of(
        PARTNER,
        anAgentAt(NOON),
        Operation.SUPPORT_REQUEST_CREATED,
        Subject.of(request.concern().customer().id()).asked(request.id()));
  }

  private SupportRequest now(SupportRequest request) {
    return ports.supportRequests().find(PARTNER, request.id()).orElseThrow();
  }

  private Told<StoredAnswer, AddNote.Refusal> note(SupportRequest request, String text, Act act) {
    return new AddNote(ports.supportRequests(), ports.keyMask(), ports.idempotencyRecords())
        .add(PARTNER, request.id(), text, act, running());
  }

  private Told<StoredAnswer, CloseSupportRequest.Refusal> close(SupportRequest request) {
    return new CloseSupportRequest(ports.supportRequests(), ports.idempotencyRecords())
        .close(PARTNER, request.id(), anAgentAt(NOON), running());
  }

  private Told<StoredAnswer, Refusal> decide(SupportRequest request, Verdict verdict) {
    return decide(request, verdict, anOperatorAt(NOON), running());
  }

  private Told<StoredAnswer, Refusal> decide(
      SupportRequest request, Verdict verdict, Act act, Once<Decided> once) {
    return new DecideSupportRequest(
            ports.supportRequests(),
            ports.orders(),
            ports.entitlements(),
            ports.keyMask(),
            ports.idempotencyRecords())
        .decide(new Command(PARTNER, request.id(), verdict, "because"), act, once);
  }

  private List<LedgerEntry> credits() {
    var all = new ArrayList<>(new Steps(ports).ledger());
    all.removeIf(LedgerEntry.Charge.class::isInstance);
    return all;
  }
}
