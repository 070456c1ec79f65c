package dev.keyshelf.webhooks;

import dev.keyshelf.domain.webhook.DeliveryResult;

/** Whether an attempt delivered its event, as the API names it. */
enum DeliveryState {
  DELIVERED,
  FAILED;

  static DeliveryState of(DeliveryResult result) {
    return result.isDelivered() ? DELIVERED : FAILED;
  }
}
