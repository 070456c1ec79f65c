package dev.keyshelf.local.api;

import static dev.keyshelf.local.api.Race.SEED;
import static dev.keyshelf.local.api.Race.booked;
import static dev.keyshelf.local.api.Race.insisting;
import static dev.keyshelf.local.api.Race.log;
import static dev.keyshelf.local.api.Race.race;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Many clients race for the same thing. A seed shuffles and delays them. Set {@code
 * -Dkeyshelf.seed} to repeat a run.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class RaceTest {
  private static Shop shop;
  private static Client agent;

  @BeforeAll
  static void open() throws Exception {
    shop = Shop.openWithoutKeys();
    shop.supply("windows-server-2019-standard", 5);
    shop.supply("sql-server-2019-standard", 50);
    shop.supply("windows-7-esu-2020", 50);
    agent = shop.of("partner-a");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static String[] lines(int count, String line) {
    return Collections.nCopies(count, line).toArray(String[]::new);
  }

  @Test
  void oneIdempotencyKeySentAHundredTimesIsOneOrder() throws Exception {
    var customer = shop.customerOf("partner-a", "US");
    var key = UUID.randomUUID().toString();
    var body = Shop.lines("ws2019-std-16core:2");

    var answers =
        race(16, 100, () -> insisting(() -> agent.postOnce(customer + "/orders", body, key)));

    assertThat(answers).as("seed %s", SEED).extracting(Answer::status).containsOnly(201);
    assertThat(answers)
        .as("seed %s", SEED)
        .extracting(Answer::text)
        .containsOnly(answers.getFirst().text());
    assertThat(answers)
        .as("seed %s: all but one are replays", SEED)
        .filteredOn(answer -> answer.header("idempotent-replayed").isEmpty())
        .hasSize(1);
    var order = answers.getFirst().at("/orderId");
    assertThat(agent.get(customer + "/orders").json().get("items")).as("seed %s", SEED).hasSize(1);
    assertThat(agent.get(customer + "/software").json().get("items")).hasSize(1);
    assertThat(booked(agent, "CHARGE", order)).as("seed %s", SEED).hasSize(1);
    assertThat(log(agent, "ORDER_PLACED", customer.substring("/v1/customers/".length())))
        .as("seed %s", SEED)
        .hasSize(1);
  }

  @Test
  void sixtyFourRevealsFromAPoolOfFiftyGetFiftyDifferentKeys() throws Exception {
    var customer = shop.customerOf("partner-a", "US");
    var paths = new ArrayList<Callable<Answer>>();
    for (int count : new int[] {25, 25, 14}) {
      var placed = shop.order("partner-a", customer, lines(count, "w7-esu-2020-p1y:1"));
      for (int line = 1; line <= count; line++) {
        var path = Shop.software(placed, line) + "/keys";
        var key = UUID.randomUUID().toString();
        paths.add(() -> insisting(() -> agent.postOnce(path, "", key)));
      }
    }
    var answersBefore = storedAnswers();

    var answers = race(64, paths);

    assertThat(answers)
        .as("seed %s", SEED)
        .filteredOn(answer -> answer.status() == 200)
        .flatExtracting(answer -> answer.all("key"))
        .hasSize(50)
        .doesNotHaveDuplicates();
    assertThat(answers)
        .as("seed %s", SEED)
        .filteredOn(answer -> answer.status() != 200)
        .hasSize(14)
        .allSatisfy(answer -> answer.expectRefusal("503 keys-exhausted"));
    var id = customer.substring("/v1/customers/".length());
    assertThat(log(agent, "KEYS_ISSUED", id)).as("seed %s", SEED).hasSize(50);
    assertThat(stored("POOL#windows-7-esu-2020#", "")).as("seed %s: left", SEED).isEmpty();
    assertThat(stored("CUSTOMER#partner-a#" + id, "KEY#"))
        .as("seed %s: issued", SEED)
        .hasSize(50)
        .extracting(item -> item.get("id"))
        .doesNotHaveDuplicates();
    assertThat(stored("CUSTOMER#partner-a#" + id, "ENTITLEMENT#"))
        .as("seed %s: each has its key or is unchanged since the purchase", SEED)
        .hasSize(64)
        .filteredOn(item -> AttributeValue.fromN("1").equals(item.get("keysIssued")))
        .hasSize(50);
    assertThat(storedAnswers())
        .as("seed %s: stored answers only for issued keys", SEED)
        .isEqualTo(answersBefore + 50);
  }

  @Test
  void sixtyFourBuyersOfAPoolOfFiftyGetFiftyOrdersAndTheOthersAreNotCharged() throws Exception {
    var customer = shop.customerOf("partner-a", "US");
    var buyers = new ArrayList<Callable<Answer>>();
    for (int i = 0; i < 64; i++) {
      var key = UUID.randomUUID().toString();
      var body = Shop.lines("sql2019-std-2core-p1y:2");
      buyers.add(() -> insisting(() -> agent.postOnce(customer + "/orders", body, key)));
    }

    var answers = race(64, buyers);

    var placed = answers.stream().filter(answer -> answer.status() == 201).toList();
    assertThat(placed)
        .as("seed %s", SEED)
        .hasSize(50)
        .allSatisfy(order -> assertThat(order.at("/keysReserved")).isEqualTo("1"))
        .allSatisfy(order -> assertThat(order.at("/keysOutstanding")).isEqualTo("0"));
    assertThat(answers)
        .as("seed %s", SEED)
        .filteredOn(answer -> answer.status() != 201)
        .hasSize(14)
        .allSatisfy(
            answer ->
                answer.expectRefusal("409 keys-exhausted").expectPointers("/lines/0/quantity"));
    var id = customer.substring("/v1/customers/".length());
    assertThat(stored("LEDGER#partner-a#", ""))
        .as("seed %s: charged", SEED)
        .filteredOn(item -> AttributeValue.fromS(id).equals(item.get("customer")))
        .hasSize(50);
    assertThat(stored("CUSTOMER#partner-a#" + id, "ORDER#")).as("seed %s", SEED).hasSize(50);
    assertThat(stored("POOL#sql-server-2019-standard#", "")).as("seed %s: left", SEED).isEmpty();
    assertThat(placed)
        .as("seed %s", SEED)
        .flatExtracting(
            order -> agent.post(Shop.software(order, 1) + "/keys", "").expect(200).all("key"))
        .hasSize(50)
        .doesNotHaveDuplicates();
  }

  /** Returns the items whose keys begin with these texts. */
  private static List<Map<String, AttributeValue>> stored(String partition, String sort) {
    return shop.items().stream()
        .filter(item -> text(item, "pk").startsWith(partition))
        .filter(item -> text(item, "sk").startsWith(sort))
        .toList();
  }

  private static long storedAnswers() {
    return stored("ONCE#partner-a#", "").stream()
        .filter(item -> text(item, "pk").contains("/keys#"))
        .count();
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name)).s();
  }

  @Test
  void parallelRevealsOfOneEntitlementIssueItsKeyOnce() throws Exception {
    var placed = shop.order("partner-a", shop.customerOf("partner-a", "US"), "sles-std-p1y:1");
    var path = Shop.software(placed, 1) + "/keys";

    var answers = race(16, 32, () -> insisting(() -> agent.post(path, "")));

    assertThat(answers).as("seed %s", SEED).extracting(Answer::status).containsOnly(200);
    assertThat(answers)
        .as("seed %s", SEED)
        .extracting(Answer::text)
        .containsOnly(answers.getFirst().text());
    assertThat(log(agent, "KEYS_ISSUED", placed.at("/orderId"))).as("seed %s", SEED).hasSize(1);
    assertThat(log(agent, "KEYS_REVEALED", placed.at("/orderId"))).as("seed %s", SEED).hasSize(31);
  }

  @Test
  void parallelRevealsAllShowTheLastKeyOfAPool() throws Exception {
    shop.supply("sql-server-2017-standard", 1);
    var placed = shop.order("partner-a", shop.customerOf("partner-a", "US"), "sql2017-std-2core:1");
    var path = Shop.software(placed, 1) + "/keys";

    var answers = race(16, 16, () -> insisting(() -> agent.post(path, "")));

    assertThat(answers).as("seed %s", SEED).extracting(Answer::status).containsOnly(200);
  }

  @Test
  void oneIdempotencyKeySentByManyClientsIsOneCustomer() throws Exception {
    for (int i = 0; i < 5; i++) {
      var key = UUID.randomUUID().toString();
      var body =
          """
          {"companyName": "Once", "tenantId": "%s", "domain": "once%s.example", "market": "US"}
          """
              .formatted(UUID.randomUUID(), i);

      var answers = race(16, 16, () -> insisting(() -> agent.postOnce("/v1/customers", body, key)));

      assertThat(answers).as("seed %s", SEED).extracting(Answer::status).containsOnly(201);
      assertThat(answers)
          .as("seed %s", SEED)
          .extracting(Answer::text)
          .containsOnly(answers.getFirst().text());
    }
  }

  @Test
  void aLinkForFiftyAllowsFiftyOfEightyStarts() throws Exception {
    var placed = shop.order("partner-a", shop.customerOf("partner-a", "US"), "ws2019-std-16core:1");
    var link = Shop.link(agent, Shop.software(placed, 1));

    var starts = new ArrayList<Callable<Answer>>();
    for (int i = 0; i < 80; i++) {
      var id = UUID.randomUUID().toString();
      starts.add(() -> insisting(() -> shop.nobody().start(link, id)));
    }
    var answers = race(32, starts);

    assertThat(answers)
        .as("seed %s", SEED)
        .filteredOn(answer -> answer.status() == 200)
        .extracting(answer -> answer.at("/downloadId"))
        .hasSize(50)
        .doesNotHaveDuplicates();
    assertThat(answers)
        .as("seed %s", SEED)
        .filteredOn(answer -> answer.status() != 200)
        .hasSize(30)
        .allSatisfy(answer -> answer.expectRefusal("410 link-exhausted"));
    assertThat(log(agent, "DOWNLOAD_STARTED", placed.at("/orderId")))
        .as("seed %s", SEED)
        .hasSize(50);
  }
}
