package dev.keyshelf.aws;

import dev.keyshelf.domain.webhook.Reach;
import dev.keyshelf.domain.webhook.Wakes;
import dev.keyshelf.domain.webhook.Webhooks;

/**
 * The stores of the webhooks.
 *
 * @param wakes the queue that wakes them
 * @param reach where they may go to
 */
public record WebhookStores(Webhooks webhooks, Wakes wakes, Reach reach) {
  static WebhookStores of(Table table, CommandRecords records, Environment environment) {
    return new WebhookStores(
        new DynamoWebhooks(table, records),
        // Without a queue, the schedule wakes.
        _ -> {},
        environment.reach());
  }
}
