package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.webhook.Delivery;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.domain.webhook.Webhooks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Webhooks in DynamoDB: a partner has one partition of webhooks, and a webhook one of attempts. */
final class DynamoWebhooks implements Webhooks {
  private static final String UNCHANGED = WebhookItems.VERSION + " = :seen";
  private static final String COUNTING = "ADD " + WebhookItems.COUNT + " :change";

  private final Table table;
  private final CommandRecords records;

  DynamoWebhooks(Table table, CommandRecords records) {
    this.table = table;
    this.records = records;
  }

  @Override
  public List<Webhook> list(PartnerId partner) {
    return table.query(WebhookKeys.webhooks(partner)).stream().map(WebhookItems::webhook).toList();
  }

  @Override
  public Optional<Webhook> find(PartnerId partner, WebhookId id) {
    return table.get(WebhookKeys.webhook(partner, id)).map(WebhookItems::webhook);
  }

  @Override
  public Commit add(Webhook webhook, ActivityRecord activity, IdempotencyRecord once) {
    var transaction =
        table
            .writes()
            .transaction()
            .add(WebhookItems.webhook(webhook))
            .add(Item.at(WebhookKeys.registryEntry(webhook.partner(), webhook.id())))
            .update(
                WebhookKeys.count(webhook.partner()),
                COUNTING,
                "attribute_not_exists(%s) OR %s < :most"
                    .formatted(Keys.PARTITION, WebhookItems.COUNT),
                Map.of(":change", number(1), ":most", number(Webhook.MOST)));
    records.record(transaction, activity);
    records.answer(transaction, once, activity.at());
    return table.writes().commit(transaction, activity.at());
  }

  @Override
  public Commit change(
      Webhook before, Webhook after, ActivityRecord activity, Optional<IdempotencyRecord> once) {
    var transaction = replacing(before, after);
    records.record(transaction, activity);
    once.ifPresent(answer -> records.answer(transaction, answer, activity.at()));
    return table.writes().commit(transaction, activity.at());
  }

  @Override
  public Commit remove(Webhook webhook, ActivityRecord activity) {
    var transaction =
        table
            .writes()
            .transaction()
            .remove(WebhookKeys.webhook(webhook.partner(), webhook.id()), UNCHANGED, seen(webhook))
            .remove(WebhookKeys.registryEntry(webhook.partner(), webhook.id()))
            .update(
                WebhookKeys.count(webhook.partner()),
                COUNTING,
                WebhookItems.COUNT + " > :none",
                Map.of(":change", number(-1), ":none", number(0)));
    records.record(transaction, activity);
    return table.writes().commit(transaction, activity.at());
  }

  @Override
  public Commit deliver(
      Webhook before, Webhook after, List<Delivery> deliveries, Optional<ActivityRecord> activity) {
    var transaction = replacing(before, after);
    deliveries.forEach(each -> transaction.add(WebhookItems.delivery(after, each)));
    activity.ifPresent(record -> records.record(transaction, record));
    // Passes the current time: what was sent is a fact, which does not get stale.
    return table.writes().commit(transaction);
  }

  private Transaction replacing(Webhook before, Webhook after) {
    return table.writes().transaction().put(WebhookItems.webhook(after), UNCHANGED, seen(before));
  }

  @Override
  public Attempts attempts(PartnerId partner, WebhookId id, int limit, Optional<String> after) {
    var page =
        table.query(
            Table.Range.all(WebhookKeys.deliveriesOf(partner, id)).backwards(),
            limit,
            after.orElse(null));
    var deliveries = page.items().stream().map(WebhookItems::delivery).toList();
    return new Attempts(
        deliveries, page.more() ? Optional.of(deliveries.getLast().id()) : Optional.empty());
  }

  @Override
  public List<Place> registered(int shard) {
    return table.query(Table.Range.all(WebhookKeys.registry(shard))).stream()
        .map(item -> WebhookKeys.place(item.key()))
        .toList();
  }

  private static Map<String, AttributeValue> seen(Webhook webhook) {
    return Map.of(":seen", number(webhook.version()));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
