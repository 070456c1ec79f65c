package dev.keyshelf.aws;

import static dev.keyshelf.aws.Delivering.RECEIVED;
import static dev.keyshelf.aws.Delivering.REFUSED;
import static dev.keyshelf.domain.activity.Operation.ORDER_PLACED;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.webhook.DeliverEvents.Outcome;
import dev.keyshelf.domain.webhook.Delivery;
import dev.keyshelf.domain.webhook.DeliveryResult;
import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.DeliveryResult.Failure;
import dev.keyshelf.domain.webhook.DeliveryResult.Unanswered;
import dev.keyshelf.domain.webhook.Failing;
import dev.keyshelf.domain.webhook.WebhookState;
import dev.keyshelf.testkit.Hooked;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When failed deliveries are tried again, and when a webhook ends. */
@OnCloud
class DeliveryRetriesTest {
  private static final Outcome NOTHING_LEFT = new Outcome.NothingLeft();

  private final Delivering delivering;

  DeliveryRetriesTest(CloudFixture cloud) {
    this.delivering = new Delivering(cloud);
  }

  private static Outcome in(Duration time) {
    return new Outcome.NotDue(time);
  }

  private static ActivityRecord changedAt(Instant now) {
    return ActivityRecord.of(PARTNER, anAgentAt(now), Operation.WEBHOOK_CHANGED, Subject.none());
  }

  private void refuses(DeliveryResult result) {
    delivering.answer = _ -> result;
  }

  @ParameterizedTest
  @ValueSource(ints = {199, 300, 302, 308, 400, 404, 429, 500, 503})
  void takesEachStatusFrom200To299ForASuccessAndNoOther(int status) {
    delivering.published(ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON));
    refuses(new Answered(status, ""));
    assertThat(delivering.delivered(webhook)).isInstanceOf(Outcome.NotDue.class);

    delivering.strike(NOON.plusSeconds(5));
    refuses(new Answered(status % 100 + 200, ""));
    assertThat(delivering.delivered(webhook)).isEqualTo(NOTHING_LEFT);
  }

  @Test
  void triesAgainWithGrowingPausesAndTheSameId() {
    delivering.published(ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON));
    refuses(new Unanswered(Failure.TIMED_OUT));
    var at = NOON;
    var pauses = new ArrayList<Duration>();
    for (int i = 0; i < 8; i++) {
      var pause = ((Outcome.NotDue) delivering.delivered(webhook)).time();
      pauses.add(pause);
      at = at.plus(pause);
      delivering.strike(at.minusMillis(1));
      assertThat(delivering.delivered(webhook)).isEqualTo(in(Duration.ofMillis(1)));
      delivering.strike(at);
    }

    assertThat(pauses)
        .containsExactly(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(6));
    assertThat(delivering.attempts(webhook))
        .extracting(Delivery::attempt)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(delivering.sentIds().stream().distinct()).hasSize(1);
    assertThat(delivering.sent.getLast().at()).isEqualTo(at.minus(Duration.ofHours(6)));

    delivering.answer = _ -> RECEIVED;
    assertThat(delivering.delivered(webhook)).isEqualTo(NOTHING_LEFT);
    assertThat(delivering.stored(webhook).failing()).isEmpty();
  }

  @Test
  void isSwitchedOffByAFailureAfterThreeDaysWithoutSuccess() {
    var ids = delivering.published(2, ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON).after(0));
    refuses(REFUSED);
    var end = NOON.plus(Duration.ofDays(3));
    Instant lastAt = NOON;
    var outcome = delivering.delivered(webhook);
    while (outcome instanceof Outcome.NotDue(var time)) {
      assertThat(delivering.stored(webhook).isActive()).isTrue();
      lastAt = lastAt.plus(time);
      delivering.strike(lastAt);
      outcome = delivering.delivered(webhook);
    }

    assertThat(outcome).isEqualTo(NOTHING_LEFT);
    assertThat(lastAt).isEqualTo(end);
    var off = delivering.stored(webhook);
    assertThat(off.state()).isEqualTo(new WebhookState.Off(WebhookState.Reason.FAILING, end));
    assertThat(stopped(end))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.by()).isEqualTo(new Actor.Schedule("DeliverEvents"));
              assertThat(record.subject().webhook()).contains(webhook.id());
              assertThat(record.reason()).contains("FAILING");
            });
    var attempts = delivering.sent.size();
    assertThat(delivering.delivered(webhook)).isEqualTo(NOTHING_LEFT);
    assertThat(delivering.sent).hasSize(attempts);

    // Switched on again, it goes on where it stopped.
    delivering.answer = _ -> RECEIVED;
    delivering
        .ports
        .webhooks()
        .webhooks()
        .change(off, off.in(new WebhookState.Active(), end), changedAt(end), Optional.empty());
    delivering.sent.clear();
    delivering.delivered(webhook);
    assertThat(delivering.sentIds()).isEqualTo(ids);
  }

  @Test
  void isStillOnJustBeforeThreeDaysHavePassed() {
    delivering.published(ORDER_PLACED);
    var since = NOON.minus(Duration.ofDays(3)).plusMillis(1);
    var webhook = delivering.added(Hooked.at(NOON).failing(new Failing(since, 9, NOON, REFUSED)));
    refuses(REFUSED);

    assertThat(delivering.delivered(webhook)).isEqualTo(in(Duration.ofMillis(1)));
    assertThat(delivering.stored(webhook).isActive()).isTrue();

    delivering.strike(NOON.plusMillis(1));
    assertThat(delivering.delivered(webhook)).isEqualTo(NOTHING_LEFT);
    assertThat(delivering.stored(webhook).isActive()).isFalse();
  }

  private List<ActivityRecord> stopped(Instant from) {
    var question = new ActivityLog.Question(from, from.plusSeconds(60), ActivityFilter.NONE);
    return delivering
        .ports
        .activityLog()
        .list(PARTNER, question, 50, Optional.empty())
        .records()
        .stream()
        .filter(record -> record.operation() == Operation.WEBHOOK_STOPPED)
        .toList();
  }

  @Test
  void isSwitchedOffAtOnceByAReceiverThatIsGone() {
    delivering.published(3, ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON));
    refuses(new Answered(410, "moved away"));

    assertThat(delivering.delivered(webhook)).isEqualTo(NOTHING_LEFT);

    assertThat(delivering.sent).hasSize(1);
    assertThat(delivering.stored(webhook).state())
        .isEqualTo(new WebhookState.Off(WebhookState.Reason.GONE, NOON));
    assertThat(stopped(NOON))
        .singleElement()
        .extracting(ActivityRecord::reason)
        .isEqualTo(Optional.of("GONE"));
  }
}
