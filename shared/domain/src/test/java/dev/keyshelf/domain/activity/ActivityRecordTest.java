package dev.keyshelf.domain.activity;

import static dev.keyshelf.domain.Bought.CUSTOMER;
import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.Bought.ORDER;
import static dev.keyshelf.domain.Bought.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.LinkId;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActivityRecordTest {
  private static final Subject SUBJECT = Subject.of(CUSTOMER, ORDER);

  private static ActivityRecord refusal(Subject subject, Instant at, String by, String reason) {
    var act = new Act(new Actor.LinkHolder(by, "curl/8.0"), at, "request-" + by);
    return ActivityRecord.ofRefusal(PARTNER, act, Operation.DOWNLOAD_REFUSED, subject, reason);
  }

  private static String id(Instant at, String reason) {
    return refusal(SUBJECT, at, "203.0.113.7", reason).id();
  }

  @Test
  void hasOneIdForAllRefusalsWithinAMinute() {
    var first = refusal(SUBJECT, NOON, "203.0.113.7", "EXPIRED");
    var last = refusal(SUBJECT, NOON.plusMillis(59_999), "203.0.113.8", "EXPIRED");

    assertThat(last.id()).isEqualTo(first.id());
    assertThat(last.at()).isEqualTo(first.at()).isEqualTo(NOON);
  }

  @Test
  void hasAnotherIdInTheNextMinuteAndForAnotherReason() {
    assertThat(id(NOON, "EXPIRED"))
        .isNotEqualTo(id(NOON.plusSeconds(60), "EXPIRED"))
        .isNotEqualTo(id(NOON.minusMillis(1), "EXPIRED"))
        .isNotEqualTo(id(NOON, "REVOKED"));
  }

  @Test
  void hasAnotherIdForEachLink() {
    var one = refusal(SUBJECT.through(LinkId.next(NOON), "a.iso"), NOON, "203.0.113.7", "EXPIRED");
    var two = refusal(SUBJECT.through(LinkId.next(NOON), "a.iso"), NOON, "203.0.113.7", "EXPIRED");

    assertThat(one.id()).isNotEqualTo(two.id());
  }

  @Test
  void namesTheReasonOfARefusal() {
    assertThat(refusal(SUBJECT, NOON, "203.0.113.7", "EXPIRED").reason()).contains("EXPIRED");
  }

  private static ActivityRecord reading(Instant at, String user, String requestId, String detail) {
    var act = new Act(new Actor.User(user, Set.of("GlobalAdmin")), at, requestId);
    return ActivityRecord.ofReading(PARTNER, act, Operation.ACTIVITY_READ, detail);
  }

  @Test
  void hasOneIdForAllReadingsWithinAnHour() {
    var first = reading(NOON, "ada", "one", "events");
    var last = reading(NOON.plusMillis(3_599_999), "ada", "two", "events");

    assertThat(last.id()).isEqualTo(first.id());
    assertThat(last.at()).isEqualTo(first.at()).isEqualTo(NOON);
    assertThat(first.outcome()).isEqualTo(Outcome.DONE);
    assertThat(first.detail()).contains("events");
  }

  @Test
  void hasAnotherIdInTheNextHourAndForAnotherReaderOrDetail() {
    assertThat(reading(NOON, "ada", "one", "events").id())
        .isNotEqualTo(reading(NOON.plusSeconds(3_600), "ada", "one", "events").id())
        .isNotEqualTo(reading(NOON.minusMillis(1), "ada", "one", "events").id())
        .isNotEqualTo(reading(NOON, "bob", "one", "events").id())
        .isNotEqualTo(reading(NOON, "ada", "one", "log").id());
  }

  @Test
  void mayBeSharedIfItIsARefusalOrDatedAtAnHour() {
    assertThat(refusal(SUBJECT, NOON.plusSeconds(61), "203.0.113.7", "EXPIRED").mayBeShared())
        .isTrue();
    assertThat(reading(NOON.plusMillis(1), "ada", "one", "events").mayBeShared()).isTrue();
    var act = new Act(new Actor.LinkHolder("203.0.113.7", "curl/8.0"), NOON.plusMillis(1), "one");
    assertThat(ActivityRecord.of(PARTNER, act, Operation.DOWNLOAD_STARTED, SUBJECT).mayBeShared())
        .isFalse();
  }
}
