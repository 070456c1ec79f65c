package dev.keyshelf.aws;

import static dev.keyshelf.aws.Delivering.RECEIVED;
import static dev.keyshelf.aws.Delivering.REFUSED;
import static dev.keyshelf.domain.activity.Operation.CUSTOMER_CREATED;
import static dev.keyshelf.domain.activity.Operation.LINK_CREATED;
import static dev.keyshelf.domain.activity.Operation.ORDER_PLACED;
import static dev.keyshelf.testkit.Situations.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.webhook.DeliverEvents.Outcome;
import dev.keyshelf.domain.webhook.Delivery;
import dev.keyshelf.domain.webhook.DeliveryResult;
import dev.keyshelf.domain.webhook.Failing;
import dev.keyshelf.domain.webhook.SigningSecret;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.domain.webhook.WebhookSecret;
import dev.keyshelf.domain.webhook.WebhookState;
import dev.keyshelf.testkit.Hooked;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@OnCloud
class DeliverEventsTest {
  private static final Outcome NOTHING_LEFT = new Outcome.NothingLeft();

  private final Delivering delivering;

  DeliverEventsTest(CloudFixture cloud) {
    this.delivering = new Delivering(cloud);
  }

  private void refuses(DeliveryResult result) {
    delivering.answer = _ -> result;
  }

  @Test
  void sendsWhatIsAfterThePositionInItsOrder() {
    var ids = delivering.published(30, ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON).after(2));

    assertThat(delivering.delivered(webhook)).isEqualTo(NOTHING_LEFT);

    assertThat(delivering.sentIds()).isEqualTo(ids.subList(2, 30));
    assertThat(delivering.stored(webhook).position()).isEqualTo(30);
    assertThat(delivering.attempts(webhook))
        .hasSize(28)
        .isSortedAccordingTo((a, b) -> Long.compare(a.number(), b.number()));
    assertThat(delivering.delivered(webhook)).isEqualTo(NOTHING_LEFT);
    assertThat(delivering.sent).hasSize(28);
  }

  @Test
  void signsEachMessageWithTheSecretsThatHold() {
    var webhook = delivering.added(Hooked.at(NOON));
    var first = webhook.secrets().getFirst();
    var secret = SigningSecret.random();
    var sealed = delivering.ports.webhookVault().seal(secret.text(), webhook.boundTo());
    var second = new WebhookSecret(sealed, secret.publicKey(), NOON, Optional.empty());
    var changed = webhook.signedWith(second, NOON);
    delivering
        .ports
        .webhooks()
        .webhooks()
        .change(webhook, changed, changedRecord(webhook), Optional.empty());
    var old =
        SigningSecret.of(delivering.ports.webhookVault().open(first.sealed(), webhook.boundTo()));

    delivering.published(CUSTOMER_CREATED);
    delivering.delivered(webhook);
    delivering.strike(NOON.plus(WebhookSecret.OVERLAP));
    delivering.published(CUSTOMER_CREATED);
    delivering.delivered(webhook);

    var both = delivering.sent.getFirst();
    var one = delivering.sent.getLast();
    assertThat(both.signature())
        .isEqualTo(
            SigningSecret.signatures(List.of(secret, old), both.id(), both.at(), both.body()));
    assertThat(one.signature())
        .isEqualTo(SigningSecret.signatures(List.of(secret), one.id(), one.at(), one.body()));
  }

  private static ActivityRecord changedRecord(Webhook webhook) {
    return Delivering.record(Operation.WEBHOOK_CHANGED, Subject.of(webhook.id()));
  }

  @Test
  void passesOverTheTypesThatItDoesNotWant() {
    delivering.published(LINK_CREATED);
    var wanted = delivering.published(ORDER_PLACED, CUSTOMER_CREATED);
    delivering.published(700, LINK_CREATED);
    var last = delivering.published(ORDER_PLACED);
    delivering.published(LINK_CREATED);
    var webhook =
        delivering.added(
            Hooked.at(NOON).forTypes("dev.keyshelf.order.*", "dev.keyshelf.customer.created.v1"));

    delivering.delivered(webhook);

    assertThat(delivering.sentIds()).containsExactly(wanted.get(0), wanted.get(1), last.get(0));
    assertThat(delivering.stored(webhook).position()).isEqualTo(705);
  }

  @Test
  void sendsItsOwnPingsInAnyCaseAndThoseOfOthersNever() {
    var webhook = delivering.added(Hooked.at(NOON).forTypes("dev.keyshelf.order.*"));
    var other = delivering.added(Hooked.at(NOON).as(WebhookId.next(NOON)));
    var ping = delivering.pinged(webhook.id());
    var otherPing = delivering.pinged(other.id());

    delivering.delivered(webhook);
    assertThat(delivering.sentIds()).containsExactly(ping);
    delivering.delivered(other);
    assertThat(delivering.sentIds()).containsExactly(ping, otherPing);
  }

  @Test
  void sendsNumbersAgainBeforeAllOthers() {
    var ids = delivering.published(4, ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON).after(3, 2L, 1L, 9L));

    assertThat(delivering.delivered(webhook)).isEqualTo(NOTHING_LEFT);

    assertThat(delivering.sentIds()).containsExactly(ids.get(1), ids.get(0), ids.get(3));
    assertThat(delivering.stored(webhook).again()).isEmpty();
  }

  @Test
  void sendsNothingAgainThatItNoLongerWants() {
    delivering.published(LINK_CREATED);
    var webhook = delivering.added(Hooked.at(NOON).after(1, 1L).forTypes("dev.keyshelf.order.*"));

    delivering.delivered(webhook);

    assertThat(delivering.sent).isEmpty();
    assertThat(delivering.stored(webhook).again()).isEmpty();
  }

  @Test
  void stopsAtTheFirstFailure() {
    var ids = delivering.published(3, ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON));
    delivering.answer = message -> message.id().equals(ids.get(1)) ? REFUSED : RECEIVED;

    assertThat(delivering.delivered(webhook)).isEqualTo(new Outcome.NotDue(Duration.ofSeconds(5)));

    var stored = delivering.stored(webhook);
    assertThat(delivering.sentIds()).containsExactly(ids.get(0), ids.get(1));
    assertThat(stored.position()).isEqualTo(1);
    assertThat(stored.failing()).contains(Failing.first(NOON, REFUSED));
    assertThat(delivering.attempts(webhook)).extracting(Delivery::attempt).containsExactly(1, 1);
  }

  @Test
  void keepsTheTimeOfItsLastSuccess() {
    var ids = delivering.published(3, ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON));
    delivering.answer =
        message -> {
          delivering.strike(delivering.clock.instant().plusSeconds(1));
          return message.id().equals(ids.get(2)) ? REFUSED : RECEIVED;
        };

    delivering.delivered(webhook);

    assertThat(delivering.stored(webhook).lastDeliveredAt()).contains(NOON.plusSeconds(1));
    delivering.strike(NOON.plusSeconds(60));
    delivering.delivered(webhook);
    assertThat(delivering.attempts(webhook)).hasSize(4);
    assertThat(delivering.stored(webhook).lastDeliveredAt()).contains(NOON.plusSeconds(1));
  }

  @Test
  void hasNoTimeOfASuccessBeforeTheFirst() {
    delivering.published(ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON));
    refuses(REFUSED);

    delivering.delivered(webhook);

    assertThat(delivering.stored(webhook).lastDeliveredAt()).isEmpty();
  }

  @Test
  void keepsANumberToSendAgainThatFails() {
    delivering.published(2, ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON).after(1, 1L));
    refuses(REFUSED);

    delivering.delivered(webhook);

    assertThat(delivering.sent).hasSize(1);
    assertThat(delivering.stored(webhook).again()).containsExactly(1L);
    assertThat(delivering.stored(webhook).position()).isEqualTo(1);
  }

  @Test
  void sendsNothingWhileItIsPausedOrDeleted() {
    delivering.published(ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON).in(new WebhookState.Paused()));

    assertThat(delivering.delivered(webhook)).isEqualTo(NOTHING_LEFT);
    assertThat(delivering.delivered(Hooked.at(NOON).webhook())).isEqualTo(NOTHING_LEFT);

    assertThat(delivering.sent).isEmpty();
  }

  @Test
  void readsAgainWhatAUserHasChangedMeanwhile() {
    delivering.published(2, ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON));
    delivering.answer =
        _ -> {
          var stored = delivering.stored(webhook);
          var paused = stored.in(new WebhookState.Paused(), NOON);
          var all = delivering.ports.webhooks().webhooks();
          assertThat(all.change(stored, paused, changedRecord(webhook), Optional.empty()))
              .isEqualTo(Commit.DONE);
          return RECEIVED;
        };
    delivering.timeLeft = once(delivering);

    assertThat(delivering.delivered(webhook)).isEqualTo(NOTHING_LEFT);

    // What was sent is sent again later, since its position could not be stored.
    assertThat(delivering.stored(webhook).position()).isZero();
    assertThat(delivering.stored(webhook).state()).isEqualTo(new WebhookState.Paused());
    assertThat(delivering.attempts(webhook)).isEmpty();
  }

  /** Returns a time limit that is over once a message is sent. */
  private static TimeLeft once(Delivering delivering) {
    return TimeLeft.of(() -> Duration.ofSeconds(delivering.sent.isEmpty() ? 1 : 0));
  }

  @Test
  void storesItsPlaceWhenTheTimeIsOver() {
    delivering.published(3, ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON));
    delivering.timeLeft = once(delivering);

    var outcome = delivering.delivered(webhook);

    var stored = delivering.stored(webhook);
    assertThat(outcome).isEqualTo(new Outcome.MoreToSend(stored.version()));
    assertThat(stored.position()).isEqualTo(1);
  }

  @Test
  void storesItsPlaceAfterASlowAnswer() {
    delivering.published(3, ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON));
    var positions = new ArrayList<Long>();
    delivering.answer =
        _ -> {
          positions.add(delivering.stored(webhook).position());
          delivering.strike(delivering.clock.instant().plusSeconds(5));
          return RECEIVED;
        };

    assertThat(delivering.delivered(webhook)).isEqualTo(NOTHING_LEFT);

    assertThat(positions).containsExactly(0L, 1L, 2L);
    assertThat(delivering.attempts(webhook))
        .extracting(Delivery::took)
        .containsOnly(Duration.ofSeconds(5));
  }

  @Test
  void sendsAgainWhatADelivererSentThatDied() {
    var ids = delivering.published(2, ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON));
    delivering.answer =
        message -> {
          if (message.id().equals(ids.get(1))) {
            throw new IllegalStateException("killed");
          }
          return RECEIVED;
        };
    assertThatThrownBy(() -> delivering.delivered(webhook)).hasMessage("killed");

    delivering.answer = _ -> RECEIVED;
    delivering.delivered(webhook);

    assertThat(delivering.sentIds())
        .containsExactly(ids.get(0), ids.get(1), ids.get(0), ids.get(1));
  }
}
