package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.webhook.Webhook;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Webhooks over HTTP: the limits, and the keys that anyone can read. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class WebhooksTest {
  private static final String UNKNOWN = "01M7W3GHJ07VNQX5Q5KKJ0Z75H";

  private static Shop shop;
  private static Client admin;
  private static WebhookSteps webhooks;

  @BeforeAll
  static void open() {
    shop = Shop.open();
    admin = shop.of("partner-a", "GlobalAdmin");
    webhooks = new WebhookSteps(admin);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static String keys(String webhook) {
    return "/.well-known/webhook-keys/partner-a/" + webhook;
  }

  @Test
  void aPartnerCanHaveNoMoreThanTheMost() {
    var other = new WebhookSteps(shop.of("partner-b", "GlobalAdmin"));
    for (int i = 0; i < Webhook.MOST; i++) {
      other.paused();
    }

    other.create().expectRefusal("409 too-many-webhooks");
  }

  @Test
  void noMoreSingleEventsWaitThanCan() {
    webhooks.paused();
    shop.machine().pump().drain();
    var later = webhooks.paused();
    for (int i = 0; i < Webhook.MOST_AGAIN; i++) {
      admin.post(later + "/redeliveries", "{\"number\": 1}").expect(202);
    }

    admin
        .post(later + "/redeliveries", "{\"number\": 1}")
        .expectRefusal("409 too-many-redeliveries");
  }

  @Test
  void anyoneCanReadThePublicKeys() {
    var made = webhooks.create().expect(201);
    var path = keys(made.at("/webhookId"));
    var read = shop.nobody().get(path).expect(200);

    assertThat(read.at("/keys/0/kid")).isEqualTo(made.at("/publicKeys/0/kid"));
    shop.nobody().get(path, "If-None-Match", read.header("etag")).expect(304);
    shop.nobody().get(keys(UNKNOWN)).expectRefusal("404 not-found");
  }

  @Test
  void noAnswerButTheFirstHasTheSecret() {
    var made = webhooks.create().expect(201);
    var path = made.header("location");
    var secret = made.at("/secret");

    for (var read : List.of(path, WebhookSteps.ALL, path + "/deliveries")) {
      assertThat(admin.get(read).expect(200).text()).doesNotContain(secret);
    }
    assertThat(admin.patch(path, WebhookSteps.PAUSE).expect(200).text()).doesNotContain(secret);
  }
}
