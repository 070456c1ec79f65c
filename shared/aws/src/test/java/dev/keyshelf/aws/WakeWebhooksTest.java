package dev.keyshelf.aws;

import static dev.keyshelf.domain.activity.Operation.ORDER_PLACED;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.webhook.Failing;
import dev.keyshelf.domain.webhook.WakeWebhooks;
import dev.keyshelf.domain.webhook.WakeWebhooks.Failure;
import dev.keyshelf.domain.webhook.WakeWebhooks.Report;
import dev.keyshelf.domain.webhook.Wakes.Wake;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.domain.webhook.WebhookState;
import dev.keyshelf.domain.webhook.Webhooks;
import dev.keyshelf.testkit.Hooked;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnCloud
class WakeWebhooksTest {
  private static final Instant LATER = NOON.plus(Duration.ofMinutes(5));

  private final CloudFixture cloud;
  private final Delivering delivering;
  private final List<Wake> woken = new ArrayList<>();

  WakeWebhooksTest(CloudFixture cloud) {
    this.cloud = cloud;
    this.delivering = new Delivering(cloud);
  }

  private Report wakeAt(Instant now) {
    return wakeAt(now, TimeLeft.ENDLESS);
  }

  private Report wakeAt(Instant now, TimeLeft timeLeft) {
    var stores = delivering.ports.webhooks();
    return new WakeWebhooks(stores.webhooks(), delivering.ports.feed().feeds(), woken::addAll)
        .wake(now, timeLeft);
  }

  private static Report report(int woken, int failing, int waiting) {
    return new Report(woken, failing, waiting, true, List.of());
  }

  private void assertWoken(Webhook... webhooks) {
    assertThat(woken)
        .extracting(Wake::webhook)
        .containsExactlyInAnyOrderElementsOf(List.of(webhooks).stream().map(Webhook::id).toList());
  }

  @Test
  void wakesThoseThatAreBehind() {
    delivering.published(2, ORDER_PLACED);
    var behind = delivering.added(Hooked.at(NOON).after(1));
    delivering.added(Hooked.at(NOON).after(2));
    var again = delivering.added(Hooked.at(NOON).after(2, 1L));
    delivering.added(Hooked.at(NOON).of(OTHER_PARTNER));
    delivering.added(Hooked.at(NOON).in(new WebhookState.Paused()));

    assertThat(wakeAt(NOON)).isEqualTo(report(2, 0, 0));

    assertWoken(behind, again);
    assertThat(woken).extracting(Wake::partner).containsOnly(PARTNER);
  }

  @Test
  void wakesOnceForEachMinute() {
    delivering.published(ORDER_PLACED);
    delivering.added(Hooked.at(NOON));

    wakeAt(NOON);
    wakeAt(NOON.plusMillis(59_999));
    wakeAt(NOON.plusSeconds(60));

    assertThat(woken.stream().map(Wake::cause).distinct()).hasSize(2);
    assertThat(woken).extracting(Wake::cause).allMatch(cause -> cause.matches("[!-~]{1,128}"));
  }

  @Test
  void wakesARetryOnceItIsDue() {
    delivering.published(ORDER_PLACED);
    var failing = new Failing(NOON, 3, NOON.plusSeconds(120), Delivering.REFUSED);
    var webhook = delivering.added(Hooked.at(NOON).failing(failing));

    assertThat(wakeAt(NOON.plusSeconds(119))).isEqualTo(report(0, 1, 0));
    assertWoken();
    assertThat(wakeAt(NOON.plusSeconds(120))).isEqualTo(report(1, 1, 0));
    assertWoken(webhook);
  }

  @Test
  void countsThoseThatDoNotBeginToSendForFiveMinutes() {
    delivering.published(ORDER_PLACED);
    delivering.added(Hooked.at(NOON));

    assertThat(wakeAt(LATER.minusMillis(1))).isEqualTo(report(1, 0, 0));
    assertThat(wakeAt(LATER)).isEqualTo(report(1, 0, 1));
  }

  @Test
  void countsNoneThatIsNotActive() {
    var off = new WebhookState.Off(WebhookState.Reason.FAILING, NOON);
    delivering.published(ORDER_PLACED);
    delivering.added(Hooked.at(NOON).in(off).failing(Failing.first(NOON, Delivering.REFUSED)));
    delivering.added(Hooked.at(NOON).in(new WebhookState.Paused()));
    delivering.added(Hooked.at(NOON).after(1));

    assertThat(wakeAt(LATER)).isEqualTo(report(0, 0, 0));
  }

  @Test
  void countsNoneThatAUserHasChangedMeanwhile() {
    delivering.published(ORDER_PLACED);
    delivering.added(Hooked.at(NOON.plusMillis(1)));

    assertThat(wakeAt(LATER)).isEqualTo(report(1, 0, 0));
  }

  @Test
  void countsNoneThatIsSendingALongBacklog() {
    delivering.published(2, ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON));
    delivering.strike(NOON.plusSeconds(30));
    delivering.timeLeft = TimeLeft.of(() -> Duration.ofSeconds(delivering.sent.isEmpty() ? 1 : 0));
    delivering.delivered(webhook);

    assertThat(wakeAt(LATER)).isEqualTo(report(1, 0, 0));
    assertThat(wakeAt(LATER.plusSeconds(30))).isEqualTo(report(1, 0, 1));
  }

  @Test
  void reachesTheWebhooksOfAllPartners() {
    for (int i = 0; i < 40; i++) {
      delivering.added(Hooked.at(NOON).of(new PartnerId("partner-" + i)).after(1, 1L));
    }

    assertThat(wakeAt(NOON).woken()).isEqualTo(40);
    assertThat(woken.stream().map(Wake::partner).distinct()).hasSize(40);
  }

  @Test
  void stopsWhenTheTimeIsOver() {
    delivering.published(ORDER_PLACED);
    delivering.added(Hooked.at(NOON));

    assertThat(wakeAt(NOON, TimeLeft.of(() -> Duration.ZERO)))
        .isEqualTo(new Report(0, 0, 0, false, List.of()));
    assertWoken();
  }

  @Test
  void beginsAtAnotherShardEachMinute() {
    for (int i = 0; i < 40; i++) {
      delivering.added(Hooked.at(NOON).of(new PartnerId("partner-" + i)).after(1, 1L));
    }
    var first = new HashSet<PartnerId>();

    for (int minute = 0; minute < Webhooks.SHARDS; minute++) {
      woken.clear();
      wakeAt(
          NOON.plus(Duration.ofMinutes(minute)),
          TimeLeft.of(() -> Duration.ofSeconds(woken.isEmpty() ? 1 : 0)));
      first.add(woken.getFirst().partner());
    }

    // Some shards have none of the partners.
    assertThat(first).hasSizeGreaterThan(8);
  }

  @Test
  void goesOnAfterAPartnerWhoseWebhooksCannotBeRead() {
    delivering.published(ORDER_PLACED);
    var webhook = delivering.added(Hooked.at(NOON));
    var broken = WebhookId.next(NOON);
    var writes = new CountedWrites().table(OnDynamo.environment(cloud)).writes();
    writes.commit(
        writes
            .transaction()
            .add(Item.at(WebhookKeys.webhook(OTHER_PARTNER, broken)))
            .add(Item.at(WebhookKeys.registryEntry(OTHER_PARTNER, broken))));

    var report = wakeAt(NOON);

    assertThat(report.failed()).extracting(Failure::partner).containsExactly(OTHER_PARTNER);
    assertWoken(webhook);
  }

  @Test
  void failsIfTheQueueDoesNotAnswer() {
    delivering.published(ORDER_PLACED);
    delivering.added(Hooked.at(NOON));
    var wakeWebhooks =
        new WakeWebhooks(
            delivering.ports.webhooks().webhooks(),
            delivering.ports.feed().feeds(),
            _ -> {
              throw new UnavailableException("no queue", new IllegalStateException());
            });

    assertThatThrownBy(() -> wakeWebhooks.wake(NOON, TimeLeft.ENDLESS))
        .isInstanceOf(UnavailableException.class);
  }
}
