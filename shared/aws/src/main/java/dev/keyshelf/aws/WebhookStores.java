package dev.keyshelf.aws;

import dev.keyshelf.domain.webhook.Postponements;
import dev.keyshelf.domain.webhook.Reach;
import dev.keyshelf.domain.webhook.Wakes;
import dev.keyshelf.domain.webhook.Webhooks;

/**
 * The stores of the webhooks.
 *
 * @param wakes the queue that wakes them
 * @param postponements the same queue, for the function that handles its messages
 * @param reach where they may go to
 */
public record WebhookStores(
    Webhooks webhooks, Wakes wakes, Postponements postponements, Reach reach) {
  static WebhookStores of(
      Table table, CommandRecords records, Clients clients, Environment environment) {
    var queue = clients.wakes();
    return new WebhookStores(new DynamoWebhooks(table, records), queue, queue, environment.reach());
  }
}
