package dev.keyshelf.domain.activity;

import static dev.keyshelf.domain.Bought.CUSTOMER;
import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.Bought.ORDER;
import static dev.keyshelf.domain.Bought.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.LinkId;
import java.time.Instant;
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
}
