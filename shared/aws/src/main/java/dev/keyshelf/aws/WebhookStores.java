package dev.keyshelf.aws;

import dev.keyshelf.domain.webhook.Webhooks;

/** The stores of the webhooks. */
public record WebhookStores(Webhooks webhooks) {
  static WebhookStores of(Table table, CommandRecords records) {
    return new WebhookStores(new DynamoWebhooks(table, records));
  }
}
