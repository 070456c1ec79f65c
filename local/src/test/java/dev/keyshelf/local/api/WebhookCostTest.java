package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Compares the costs of each call about webhooks in docs/access-patterns.md with the store's. */
@Isolated
class WebhookCostTest {
  @Test
  void costsMatchThePage() throws IOException {
    try (var shop = Shop.open();
        var receiver = LoopbackReceiver.answering(204)) {
      var agent = shop.of("partner-a");
      var webhooks = new WebhookSteps(agent);
      var machine = shop.machine();
      var rows = new CostRows(shop);
      rows.add("WakeWebhooks, no webhook", () -> machine.schedules().fire("WakeWebhooks"));
      var path = new AtomicReference<>("");
      rows.add(
          "CreateWebhook",
          () -> path.set(webhooks.create(receiver.address()).expect(201).header("location")));
      var one = path.get();
      machine.pump().drain();
      rows.add("DeliverEvents, 1 event", machine.queuePump()::drain);
      assertThat(receiver.bodies()).hasSize(1);
      rows.add(
          "WakeWebhooks, 1 webhook, nothing to send",
          () -> machine.schedules().fire("WakeWebhooks"));
      agent.post(one + "/ping", "").expect(202);
      machine.pump().drain();
      machine.clock().advance(Duration.ofMinutes(6));
      rows.add(
          "WakeWebhooks, 1 webhook that waits", () -> machine.schedules().fire("WakeWebhooks"));
      machine.queuePump().drain();
      rows.add("ReadWebhooks, all, of 1", () -> agent.get(WebhookSteps.ALL).expect(200));
      rows.add("ReadWebhooks, one", () -> agent.get(one).expect(200));
      rows.add("ReadWebhooks, 2 deliveries", () -> agent.get(one + "/deliveries").expect(200));
      var keys = "/.well-known/webhook-keys/partner-a" + one.substring(one.lastIndexOf('/'));
      rows.add("ReadWebhookKeys", () -> shop.nobody().get(keys).expect(200));
      rows.add("PingWebhook", () -> agent.post(one + "/ping", "").expect(202));
      rows.add(
          "RedeliverEvents",
          () -> agent.post(one + "/redeliveries", WebhookSteps.FROM_THE_BEGINNING).expect(202));
      rows.add("ChangeWebhook", () -> agent.patch(one, WebhookSteps.PAUSE).expect(200));
      rows.add("RotateWebhookSecret", () -> agent.post(one + "/secret", "").expect(200));
      rows.add("DeleteWebhook", () -> webhooks.delete(one).expect(204));

      rows.areOnThePage();
    }
  }
}
