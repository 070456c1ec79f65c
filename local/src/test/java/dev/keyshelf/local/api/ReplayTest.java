package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Repeats commands with the same idempotency key: they are done once and get the same answer. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class ReplayTest {
  private static final String FILE =
      "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}";

  private static Shop shop;
  private static Client agent;
  private String customer;
  private Answer order;
  private String software;
  private String key;

  @BeforeAll
  static void open() throws Exception {
    shop = Shop.open();
    shop.supply("windows-server-2019-standard", 10);
    agent = shop.of("partner-a");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @BeforeEach
  void buy() {
    customer = shop.customerOf("partner-a", "US");
    order = shop.order("partner-a", customer, "ws2019-std-16core:2");
    software = Shop.software(order, 1);
    key = UUID.randomUUID().toString();
  }

  @AfterEach
  void resetTheClock() {
    shop.machine().clock().setAhead(Duration.ZERO);
  }

  private void expectReplay(Answer first, Answer again) {
    assertThat(again.status()).isEqualTo(first.status());
    assertThat(again.response().body()).isEqualTo(first.response().body());
    assertThat(again.header("location")).isEqualTo(first.header("location"));
    assertThat(again.header("content-type")).isEqualTo(first.header("content-type"));
    assertThat(first.header("idempotent-replayed")).isEmpty();
    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
  }

  @Test
  void replaysACustomer() {
    var body =
        """
        {"companyName": "Once", "tenantId": "%s", "domain": "once.example", "market": "US"}
        """
            .formatted(UUID.randomUUID());
    var first = agent.postOnce("/v1/customers", body, key).expect(201);
    var before = shop.contents();

    expectReplay(first, agent.postOnce("/v1/customers", body, key));
    shop.expectNothingWrittenSince(before);
  }

  @Test
  void replaysAChangeEvenAfterALaterOne() {
    var body = "{\"companyName\": \"Northwind\"}";
    var first = agent.patchOnce(customer, body, key).expect(200);
    agent.patch(customer, "{\"companyName\": \"Southwind\"}").expect(200);
    var before = shop.contents();

    expectReplay(first, agent.patchOnce(customer, body, key));
    shop.expectNothingWrittenSince(before);
  }

  @Test
  void replaysAnOrderEvenAfterItsCancel() {
    var body = Shop.lines("ws2019-std-16core:1");
    var first = agent.postOnce(customer + "/orders", body, key).expect(201);
    Shop.cancel(agent, first.header("location"), "").expect(200);
    var before = shop.contents();

    expectReplay(first, agent.postOnce(customer + "/orders", body, key));
    shop.expectNothingWrittenSince(before);
  }

  @Test
  void replaysATokenAlthoughNothingStoresIt() {
    var first = agent.postOnce(software + "/links", FILE, key).expect(201);
    var path = URI.create(first.at("/url")).getPath();
    var token = path.substring("/d/".length());
    var before = shop.contents();

    expectReplay(first, agent.postOnce(software + "/links", FILE, key));
    shop.expectNothingWrittenSince(before);
    assertThat(shop.items()).noneMatch(item -> item.toString().contains(token));
    assertThat(shop.nobody().start(path, "").status()).isEqualTo(200);
  }

  @Test
  void replaysKeysAlthoughNothingStoresThem() {
    var first = agent.postOnce(software + "/keys", "", key).expect(200);
    var shown = first.all("key").getFirst();

    expectReplay(first, agent.postOnce(software + "/keys", "", key));
    assertThat(shop.items()).noneMatch(item -> item.toString().contains(shown));
  }

  @Test
  void replaysARotatedKeyAlthoughNothingStoresIt() {
    var shown = agent.postOnce(software + "/keys", "", key).expect(200).all("key").getFirst();
    var path = software + "/keys/1/rotation";
    var body =
        "{\"lastFive\": \"%s\", \"reasonCode\": \"LOST\"}"
            .formatted(shown.substring(shown.length() - 5));
    var first = agent.postOnce(path, body, key).expect(200);
    var next = first.all("key").getFirst();

    expectReplay(first, agent.postOnce(path, body, key));
    assertThat(next).isNotEqualTo(shown);
    assertThat(shop.items()).noneMatch(item -> item.toString().contains(next));
  }

  @Test
  void recordsEachRevealOfTheKeys() {
    agent.postOnce(software + "/keys", "", key).expect(200);
    agent.postOnce(software + "/keys", "", key).expect(200);
    var entitlement = software.substring(software.lastIndexOf('/') + 1);

    assertThat(agent.get("/v1/activity?limit=200").json().get("items"))
        .filteredOn(record -> record.path("entitlementId").asText().equals(entitlement))
        .extracting(record -> record.get("operation").asText())
        .containsExactly("KEYS_REVEALED", "KEYS_REVEALED");
  }

  @Test
  void showsNoKeyAfterTheCancel() {
    agent.postOnce(software + "/keys", "", key).expect(200);
    Shop.cancel(agent, order.header("location"), "").expect(200);

    agent.postOnce(software + "/keys", "", key).expectRefusal("410 key-revoked");
  }

  @Test
  void replaysACreditAndBooksItOnce() {
    var path = order.header("location") + "/cancellation";
    var body = Shop.citing(agent.get(path).at("/quoteId"));
    var first = agent.postOnce(path, body, key).expect(200);
    var before = shop.contents();

    expectReplay(first, agent.postOnce(path, body, key));
    shop.expectNothingWrittenSince(before);
  }

  @Test
  void replaysASupportRequestAndItsNotesAndClosure() {
    var path = "/v1/support-requests";
    var body = Shop.supportRequest(order.at("/customerId"), order.at("/orderId"));
    var request = agent.postOnce(path, body, key).expect(201);
    var note = "{\"text\": \"And?\"}";
    var noted = agent.postOnce(request.header("location") + "/notes", note, key).expect(201);
    var closed = agent.postOnce(request.header("location") + "/closure", "", key).expect(200);
    var before = shop.contents();

    expectReplay(request, agent.postOnce(path, body, key));
    expectReplay(noted, agent.postOnce(request.header("location") + "/notes", note, key));
    expectReplay(closed, agent.postOnce(request.header("location") + "/closure", "", key));
    shop.expectNothingWrittenSince(before);
  }

  @Test
  void signsTheUploadOfTheSameFileAgainAndAttachesItOnce() {
    var path =
        agent
            .post(
                "/v1/support-requests",
                Shop.supportRequest(order.at("/customerId"), order.at("/orderId")))
            .expect(201)
            .header("location");
    var first = agent.postOnce(path + "/attachments", Shop.LETTER, key).expect(201);
    var before = shop.contents();
    var again = agent.postOnce(path + "/attachments", Shop.LETTER, key).expect(201);

    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    assertThat(again.header("location")).isEqualTo(first.header("location"));
    shop.expectNothingWrittenSince(before);
    agent.upload(again, "Dear Sirs\n".getBytes(StandardCharsets.UTF_8));
    var complete = first.header("location") + "/complete";
    var completed = agent.postOnce(complete, "", key).expect(200);
    expectReplay(completed, agent.postOnce(complete, "", key));
  }

  @Test
  void storesNoRefusal() {
    var path = Shop.software(shop.order("partner-a", customer, "w7-esu-2020-p1y:1"), 1) + "/keys";
    agent.postOnce(path, "", key).expectRefusal("503 keys-exhausted");

    assertThat(shop.items()).noneMatch(item -> item.toString().contains(key));
    agent.postOnce(software + "/keys", "", key).expect(200);
  }

  @Test
  void treatsARepeatAsANewCommandAfter24Hours() {
    var body = Shop.lines("ws2019-std-16core:1");
    var first = agent.postOnce(customer + "/orders", body, key).expect(201);
    shop.machine().clock().setAhead(Duration.ofHours(24).minusMinutes(1));
    expectReplay(first, agent.postOnce(customer + "/orders", body, key));

    shop.machine().clock().setAhead(Duration.ofHours(24).plusMinutes(1));
    var second = agent.postOnce(customer + "/orders", body, key).expect(201);
    assertThat(second.at("/orderId")).isNotEqualTo(first.at("/orderId"));
  }

  @Test
  void separatesTheKeysOfPartners() {
    var theirs = shop.customerOf("partner-b", "US");
    var body = Shop.lines("ws2019-std-16core:1");
    var mine = agent.postOnce(customer + "/orders", body, key).expect(201);
    var other = shop.of("partner-b").postOnce(theirs + "/orders", body, key).expect(201);

    assertThat(other.header("idempotent-replayed")).isEmpty();
    assertThat(other.at("/orderId")).isNotEqualTo(mine.at("/orderId"));
  }
}
