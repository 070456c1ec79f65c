package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.feed.EventType;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.key.Sealed;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.webhook.Delivery;
import dev.keyshelf.domain.webhook.DeliveryResult;
import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.DeliveryResult.Failure;
import dev.keyshelf.domain.webhook.DeliveryResult.Unanswered;
import dev.keyshelf.domain.webhook.Failing;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.domain.webhook.WebhookSecret;
import dev.keyshelf.domain.webhook.WebhookState;
import dev.keyshelf.domain.webhook.Webhooks;
import dev.keyshelf.testkit.Hooked;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The contract of {@link Webhooks}, and the actions of their transactions. */
@OnCloud
class DynamoWebhooksTest {
  private static final DeliveryResult REFUSED = new Answered(500, "no");

  private final Wiring ports;
  private final CountedWrites writes = new CountedWrites();
  private final Table table;
  private final Webhooks webhooks;

  DynamoWebhooksTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
    this.table = writes.table(OnDynamo.environment(cloud));
    this.webhooks =
        new DynamoWebhooks(table, new CommandRecords(new IdempotencyItems(ports::keyVault)));
  }

  private static ActivityRecord activity() {
    return ActivityRecord.of(PARTNER, anAgentAt(NOON), Operation.CUSTOMER_CHANGED, Subject.none());
  }

  private Webhook added(Webhook webhook) {
    assertThat(webhooks.add(webhook, activity(), once())).isEqualTo(Commit.DONE);
    return webhook;
  }

  private Webhook found(Webhook webhook) {
    return webhooks.find(webhook.partner(), webhook.id()).orElseThrow();
  }

  private List<ActivityRecord> log() {
    var day = new ActivityLog.Question(NOON, NOON.plusSeconds(60), ActivityFilter.NONE);
    return ports.activityLog().list(PARTNER, day, 50, Optional.empty()).records();
  }

  private static Delivery delivery(long number, Instant at, DeliveryResult result) {
    return new Delivery(
        Ulids.next(at),
        number,
        Ulids.next(NOON),
        new EventType("dev.keyshelf.order.placed.v1"),
        3,
        at,
        Duration.ofMillis(42),
        result);
  }

  static Stream<Hooked> allKinds() {
    var plain = Hooked.at(NOON);
    var since = NOON.minusSeconds(60);
    var secret = plain.secrets().getFirst();
    return Stream.of(
        plain,
        plain.described("To the ledger").after(1L << 52, 9L, 3L, 7L).delivered(since),
        plain.forTypes("dev.keyshelf.order.*", "dev.keyshelf.customer.created.v1"),
        plain.in(new WebhookState.Paused()),
        plain.in(new WebhookState.Off(WebhookState.Reason.GONE, NOON)),
        plain.in(new WebhookState.Off(WebhookState.Reason.FAILING, NOON)),
        plain.failing(new Failing(since, 2, NOON, new Unanswered(Failure.TIMED_OUT))),
        plain.failing(new Failing(since, 1, NOON, new Answered(404, ""))),
        plain.signedBy(
            List.of(
                new WebhookSecret(new Sealed("bmV3"), "a2V5", NOON, Optional.empty()),
                secret.replacedAt(NOON))));
  }

  @ParameterizedTest
  @MethodSource("allKinds")
  void findsWhatWasAdded(Hooked kind) {
    var webhook = added(kind.webhook());

    assertThat(webhooks.find(PARTNER, webhook.id())).contains(webhook);
    assertThat(webhooks.list(PARTNER)).containsExactly(webhook);
    assertThat(log()).hasSize(1);
  }

  @Test
  void findsNoWebhookOfAnotherPartner() {
    var webhook = added(Hooked.at(NOON).webhook());

    assertThat(webhooks.find(OTHER_PARTNER, webhook.id())).isEmpty();
    assertThat(webhooks.list(OTHER_PARTNER)).isEmpty();
  }

  @Test
  void listsTheOldestFirst() {
    var second = added(Hooked.at(NOON.plusSeconds(1)).webhook());
    var first = added(Hooked.at(NOON).webhook());

    assertThat(webhooks.list(PARTNER)).containsExactly(first, second);
  }

  @Test
  void addsNoMoreThanTheMostOfAPartner() {
    var all =
        IntStream.range(0, Webhook.MOST)
            .mapToObj(i -> added(Hooked.at(NOON.plusMillis(i)).webhook()))
            .toList();

    var beyond = Hooked.at(NOON).webhook();
    assertThat(webhooks.add(beyond, activity(), once())).isEqualTo(Commit.STALE);
    assertThat(webhooks.find(PARTNER, beyond.id())).isEmpty();
    added(Hooked.at(NOON).of(OTHER_PARTNER).webhook());

    assertThat(webhooks.remove(all.getFirst(), activity())).isEqualTo(Commit.DONE);
    added(beyond);
  }

  @Test
  void replacesAWebhookOnceForEachRead() {
    var webhook = added(Hooked.at(NOON).webhook());
    var paused = webhook.in(new WebhookState.Paused(), NOON.plusSeconds(1));

    assertThat(webhooks.change(webhook, paused, activity(), Optional.of(once())))
        .isEqualTo(Commit.DONE);
    assertThat(webhooks.change(webhook, paused, activity(), Optional.of(once())))
        .isEqualTo(Commit.STALE);
    assertThat(
            webhooks.deliver(
                webhook, webhook.at(7, List.of(), Optional.empty()), List.of(), Optional.empty()))
        .isEqualTo(Commit.STALE);
    assertThat(webhooks.remove(webhook, activity())).isEqualTo(Commit.STALE);
    assertThat(found(webhook)).isEqualTo(paused);
    assertThat(log()).hasSize(2);
  }

  @Test
  void leavesNothingOfARemovedWebhookButItsDeliveries() {
    var webhook = added(Hooked.at(NOON).webhook());
    var after = webhook.at(1, List.of(), Optional.empty());
    webhooks.deliver(
        webhook, after, List.of(delivery(1, NOON, new Answered(200, ""))), Optional.empty());

    assertThat(webhooks.remove(after, activity())).isEqualTo(Commit.DONE);

    assertThat(webhooks.find(PARTNER, webhook.id())).isEmpty();
    assertThat(webhooks.list(PARTNER)).isEmpty();
    assertThat(registered()).isEmpty();
    assertThat(webhooks.attempts(PARTNER, webhook.id(), 9, Optional.empty()).deliveries())
        .hasSize(1);
    assertThat(webhooks.change(after, after, activity(), Optional.empty())).isEqualTo(Commit.STALE);
  }

  private List<Webhooks.Place> registered() {
    return IntStream.range(0, Webhooks.SHARDS)
        .mapToObj(webhooks::registered)
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void registersTheWebhooksOfAllPartners() {
    var first = added(Hooked.at(NOON).webhook());
    var second = added(Hooked.at(NOON).of(OTHER_PARTNER).in(new WebhookState.Paused()).webhook());
    var hyphens = added(Hooked.at(NOON).of(new PartnerId("a-b-c")).webhook());

    assertThat(registered())
        .containsExactlyInAnyOrder(
            new Webhooks.Place(PARTNER, first.id()),
            new Webhooks.Place(OTHER_PARTNER, second.id()),
            new Webhooks.Place(hyphens.partner(), hyphens.id()));
  }

  @Test
  void keepsAttemptsWithTheStateThatTheyLeadTo() {
    var webhook = added(Hooked.at(NOON).after(4, 2L).webhook());
    var sent = delivery(2, NOON, new Answered(204, ""));
    var failed = delivery(5, NOON.plusMillis(1), new Unanswered(Failure.TLS_FAILED));
    var after = webhook.at(4, List.of(), Optional.of(Failing.first(NOON, failed.result())));

    assertThat(webhooks.deliver(webhook, after, List.of(sent, failed), Optional.of(activity())))
        .isEqualTo(Commit.DONE);

    assertThat(found(webhook)).isEqualTo(after);
    assertThat(webhooks.attempts(PARTNER, webhook.id(), 9, Optional.empty()))
        .isEqualTo(new Webhooks.Attempts(List.of(failed, sent), Optional.empty()));
    assertThat(log()).hasSize(2);
  }

  @Test
  void pagesThroughAttemptsFromTheNewestOn() {
    var webhook = added(Hooked.at(NOON).webhook());
    var all =
        IntStream.range(0, 5).mapToObj(i -> delivery(i + 1, NOON.plusMillis(i), REFUSED)).toList();
    webhooks.deliver(webhook, webhook.at(5, List.of(), Optional.empty()), all, Optional.empty());

    var first = webhooks.attempts(PARTNER, webhook.id(), 2, Optional.empty());
    var second = webhooks.attempts(PARTNER, webhook.id(), 3, first.next());

    assertThat(first.deliveries()).containsExactly(all.get(4), all.get(3));
    assertThat(second.deliveries()).containsExactly(all.get(2), all.get(1), all.get(0));
  }

  @Test
  void letsTheStoreRemoveAnAttemptAfter30Days() {
    var webhook = added(Hooked.at(NOON).webhook());
    var sent = delivery(1, NOON, REFUSED);
    webhooks.deliver(
        webhook, webhook.at(1, List.of(), Optional.empty()), List.of(sent), Optional.empty());

    var item = table.get(WebhookKeys.delivery(PARTNER, webhook.id(), sent.id())).orElseThrow();

    var end = NOON.plus(Duration.ofDays(30)).getEpochSecond();
    assertThat(item.values()).containsEntry(Keys.TTL, AttributeValue.fromN(Long.toString(end)));
    assertThat(table.get(WebhookKeys.webhook(PARTNER, webhook.id())).orElseThrow().has(Keys.TTL))
        .isFalse();
  }

  @Test
  void letsOneOfTwoDeliverersStoreItsPlace() throws Exception {
    var webhook = added(Hooked.at(NOON).webhook());
    Callable<Commit> delivering =
        () ->
            webhooks.deliver(
                webhook,
                webhook.at(1, List.of(), Optional.empty()),
                List.of(delivery(1, NOON, REFUSED)),
                Optional.empty());

    try (var threads = Executors.newFixedThreadPool(2)) {
      var both = threads.invokeAll(List.of(delivering, delivering));

      assertThat(List.of(both.get(0).get(), both.get(1).get()))
          .containsExactlyInAnyOrder(Commit.DONE, Commit.STALE);
    }
    assertThat(webhooks.attempts(PARTNER, webhook.id(), 9, Optional.empty()).deliveries())
        .hasSize(1);
  }

  @Test
  void takesAsManyActionsAsTheAccessPatternsSay() {
    var webhook = added(Hooked.at(NOON).webhook());
    var paused = webhook.in(new WebhookState.Paused(), NOON);
    webhooks.change(webhook, paused, activity(), Optional.of(once()));
    var attempts =
        IntStream.range(0, 20).mapToObj(i -> delivery(i, NOON.plusMillis(i), REFUSED)).toList();
    var after = paused.at(20, List.of(), Optional.empty());
    webhooks.deliver(paused, after, attempts, Optional.of(activity()));
    webhooks.remove(after, activity());

    assertThat(writes.transactions()).containsExactly(5, 3, 22, 4);
    assertThat(writes.others()).isEmpty();
  }
}
