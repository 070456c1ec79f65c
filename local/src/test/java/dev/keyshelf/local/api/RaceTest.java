package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Many clients at once for one thing. The seed shuffles and delays them; give it again with {@code
 * -Dkeyshelf.seed}.
 */
@SuppressWarnings("NullAway.Init") // made before all tests
class RaceTest {
  private static final long SEED = Long.getLong("keyshelf.seed", System.nanoTime());
  private static final int MOST_RETRIES = 40;
  private static final int LONGEST_DELAY_MILLIS = 30;

  private static Shop shop;
  private static Client agent;

  @BeforeAll
  static void open() throws Exception {
    shop = Shop.open();
    shop.supply("windows-server-2019-standard", 5);
    shop.supply("windows-7-esu-2020", 50);
    agent = shop.of("partner-a");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  /** Runs all of these from so many threads, in the seed's order and with its delays. */
  private static <T> List<T> race(int threads, List<Callable<T>> runners) throws Exception {
    var random = new Random(SEED);
    var shuffled = new ArrayList<>(runners);
    Collections.shuffle(shuffled, random);
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var futures = new ArrayList<Future<T>>();
      for (var runner : shuffled) {
        var delay = random.nextInt(LONGEST_DELAY_MILLIS);
        futures.add(
            pool.submit(
                () -> {
                  Thread.sleep(delay);
                  return runner.call();
                }));
      }
      return all(futures);
    }
  }

  private static <T> List<T> race(int threads, int runners, Callable<T> runner) throws Exception {
    return race(threads, Collections.nCopies(runners, runner));
  }

  private static <T> List<T> all(List<Future<T>> futures)
      throws ExecutionException, InterruptedException {
    var results = new ArrayList<T>();
    for (var future : futures) {
      results.add(future.get());
    }
    return results;
  }

  /** Sends until the answer is more than "not now": as clients do who read {@code Retry-After}. */
  private static Answer insisting(Supplier<Answer> request) {
    var answer = request.get();
    for (int i = 0; i < MOST_RETRIES && isForLater(answer); i++) {
      answer = request.get();
    }
    return answer;
  }

  private static boolean isForLater(Answer answer) {
    return List.of(409, 503).contains(answer.status())
        && List.of("store-unavailable", "request-in-progress").contains(answer.at("/code"));
  }

  private static String[] lines(int count, String line) {
    return Collections.nCopies(count, line).toArray(String[]::new);
  }

  private static List<JsonNode> log(String operation, String id) {
    var found = new ArrayList<JsonNode>();
    var page = agent.get("/v1/activity?limit=200").expect(200);
    while (true) {
      for (var record : page.json().get("items")) {
        if (record.get("operation").asText().equals(operation) && record.toString().contains(id)) {
          found.add(record);
        }
      }
      if (!page.json().has("next")) {
        return found;
      }
      page = agent.get("/v1/activity?limit=200&cursor=" + page.at("/next")).expect(200);
    }
  }

  private static List<JsonNode> booked(String kind, String order) {
    var found = new ArrayList<JsonNode>();
    var month = YearMonth.now(ZoneOffset.UTC);
    var path = "/v1/invoices/" + month + "?limit=200";
    var page = agent.get(path).expect(200);
    while (true) {
      for (var entry : page.json().get("entries")) {
        if (entry.get("kind").asText().equals(kind)
            && entry.get("orderId").asText().equals(order)) {
          found.add(entry);
        }
      }
      if (!page.json().has("next")) {
        return found;
      }
      page = agent.get(path + "&cursor=" + page.at("/next")).expect(200);
    }
  }

  @Test
  void oneKeySentAHundredTimesIsOneOrder() throws Exception {
    var customer = shop.customerOf("partner-a", "US");
    var key = UUID.randomUUID().toString();
    var body = Shop.lines("ws2019-std-16core:2");

    var answers =
        race(16, 100, () -> insisting(() -> agent.postOnce(customer + "/orders", body, key)));

    assertThat(answers).as("seed %d", SEED).extracting(Answer::status).containsOnly(201);
    assertThat(answers)
        .as("seed %d", SEED)
        .extracting(Answer::text)
        .containsOnly(answers.getFirst().text());
    assertThat(answers)
        .as("seed %d: all but one are replays", SEED)
        .filteredOn(answer -> answer.header("idempotent-replayed").isEmpty())
        .hasSize(1);
    var order = answers.getFirst().at("/orderId");
    assertThat(agent.get(customer + "/orders").json().get("items")).as("seed %d", SEED).hasSize(1);
    assertThat(agent.get(customer + "/software").json().get("items")).hasSize(1);
    assertThat(booked("CHARGE", order)).as("seed %d", SEED).hasSize(1);
    assertThat(log("ORDER_PLACED", customer.substring("/v1/customers/".length())))
        .as("seed %d", SEED)
        .hasSize(1);
  }

  @Test
  void sixtyFourClientsGetFiftyDifferentKeysOfAPoolOfFifty() throws Exception {
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
        .as("seed %d", SEED)
        .filteredOn(answer -> answer.status() == 200)
        .flatExtracting(answer -> answer.all("key"))
        .hasSize(50)
        .doesNotHaveDuplicates();
    assertThat(answers)
        .as("seed %d", SEED)
        .filteredOn(answer -> answer.status() != 200)
        .hasSize(14)
        .allSatisfy(answer -> answer.expectRefusal("503 keys-exhausted"));
    var id = customer.substring("/v1/customers/".length());
    assertThat(log("KEYS_ISSUED", id)).as("seed %d", SEED).hasSize(50);
    assertThat(stored("POOL#windows-7-esu-2020#", "")).as("seed %d: left", SEED).isEmpty();
    assertThat(stored("CUSTOMER#partner-a#" + id, "KEY#"))
        .as("seed %d: issued", SEED)
        .hasSize(50)
        .extracting(item -> item.get("id"))
        .doesNotHaveDuplicates();
    assertThat(stored("CUSTOMER#partner-a#" + id, "ENTITLEMENT#"))
        .as("seed %d: each has its key or is as it was bought", SEED)
        .hasSize(64)
        .filteredOn(item -> AttributeValue.fromN("1").equals(item.get("keysIssued")))
        .hasSize(50);
    assertThat(storedAnswers())
        .as("seed %d: of what was issued only", SEED)
        .isEqualTo(answersBefore + 50);
  }

  /** Gives the items of a kind. */
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
  void oneEntitlementThatManyAskForGetsItsKeyOnce() throws Exception {
    var placed = shop.order("partner-a", shop.customerOf("partner-a", "US"), "ws2019-std-16core:1");
    var path = Shop.software(placed, 1) + "/keys";

    var answers = race(16, 32, () -> insisting(() -> agent.post(path, "")));

    assertThat(answers).as("seed %d", SEED).extracting(Answer::status).containsOnly(200);
    assertThat(answers)
        .as("seed %d", SEED)
        .extracting(Answer::text)
        .containsOnly(answers.getFirst().text());
    assertThat(log("KEYS_ISSUED", placed.at("/orderId"))).as("seed %d", SEED).hasSize(1);
    assertThat(log("KEYS_REVEALED", placed.at("/orderId"))).as("seed %d", SEED).hasSize(31);
  }

  @Test
  void theLastKeyOfAPoolIsShownToAllWhoAskForItsEntitlement() throws Exception {
    shop.supply("sql-server-2017-standard", 1);
    var placed = shop.order("partner-a", shop.customerOf("partner-a", "US"), "sql2017-std-2core:1");
    var path = Shop.software(placed, 1) + "/keys";

    var answers = race(16, 16, () -> insisting(() -> agent.post(path, "")));

    assertThat(answers).as("seed %d", SEED).extracting(Answer::status).containsOnly(200);
  }

  @Test
  void oneKeySentByManyIsOneCustomer() throws Exception {
    for (int i = 0; i < 5; i++) {
      var key = UUID.randomUUID().toString();
      var body =
          """
          {"companyName": "Once", "tenantId": "%s", "domain": "once%d.example", "market": "US"}
          """
              .formatted(UUID.randomUUID(), i);

      var answers = race(16, 16, () -> insisting(() -> agent.postOnce("/v1/customers", body, key)));

      assertThat(answers).as("seed %d", SEED).extracting(Answer::status).containsOnly(201);
      assertThat(answers)
          .as("seed %d", SEED)
          .extracting(Answer::text)
          .containsOnly(answers.getFirst().text());
    }
  }

  @Test
  void oneKeySentByManyIsOneCancel() throws Exception {
    for (int i = 0; i < 5; i++) {
      var placed =
          shop.order("partner-a", shop.customerOf("partner-a", "US"), "ws2019-std-16core:2");
      var path = placed.header("location") + "/cancellation";
      var body = Shop.citing(agent.get(path).at("/quoteId"));
      var key = UUID.randomUUID().toString();

      var answers = race(16, 16, () -> insisting(() -> agent.postOnce(path, body, key)));

      assertThat(answers).as("seed %d", SEED).extracting(Answer::status).containsOnly(200);
      assertThat(answers)
          .as("seed %d", SEED)
          .extracting(Answer::text)
          .containsOnly(answers.getFirst().text());
    }
  }

  @Test
  void eightyStartsOfALinkForFiftyAreFiftyDownloads() throws Exception {
    var placed = shop.order("partner-a", shop.customerOf("partner-a", "US"), "ws2019-std-16core:1");
    var link = Shop.link(agent, Shop.software(placed, 1));

    var starts = new ArrayList<Callable<Answer>>();
    for (int i = 0; i < 80; i++) {
      var id = UUID.randomUUID().toString();
      starts.add(() -> insisting(() -> shop.nobody().start(link, id)));
    }
    var answers = race(32, starts);

    assertThat(answers)
        .as("seed %d", SEED)
        .filteredOn(answer -> answer.status() == 200)
        .extracting(answer -> answer.at("/downloadId"))
        .hasSize(50)
        .doesNotHaveDuplicates();
    assertThat(answers)
        .as("seed %d", SEED)
        .filteredOn(answer -> answer.status() != 200)
        .hasSize(30)
        .allSatisfy(answer -> answer.expectRefusal("410 link-exhausted"));
    assertThat(log("DOWNLOAD_STARTED", placed.at("/orderId"))).as("seed %d", SEED).hasSize(50);
  }

  @Test
  void nothingStartsOnceTheCancelIsCommitted() throws Exception {
    var placed = shop.order("partner-a", shop.customerOf("partner-a", "US"), "ws2019-std-16core:1");
    var software = Shop.software(placed, 1);
    agent.post(software + "/keys", "").expect(200);
    var links = new ArrayList<String>();
    for (int i = 0; i < 8; i++) {
      links.add(Shop.link(agent, software));
    }
    var cancelled = new AtomicBoolean();

    try (var pool = Executors.newFixedThreadPool(8)) {
      var storms = new ArrayList<Future<List<Answer>>>();
      for (var link : links) {
        storms.add(pool.submit(() -> storm(link, cancelled)));
      }
      Thread.sleep(200 + new Random(SEED).nextInt(300));
      insisting(() -> Shop.cancel(agent, placed.header("location"), "")).expect(200);
      var recorded = log("DOWNLOAD_STARTED", placed.at("/orderId")).size();
      agent.post(software + "/keys", "").expectRefusal("410 key-revoked");
      cancelled.set(true);
      var after = all(storms).stream().flatMap(List::stream).toList();

      assertThat(recorded).as("seed %d", SEED).isPositive();
      assertThat(after)
          .as("seed %d", SEED)
          .isNotEmpty()
          .allSatisfy(answer -> answer.expectRefusal("410 link-revoked"));
      assertThat(log("DOWNLOAD_STARTED", placed.at("/orderId")))
          .as("seed %d: as many as at the moment the cancel was answered", SEED)
          .hasSize(recorded);
    }
  }

  /** Starts download after download; gives the answers to those that began after the cancel. */
  private static List<Answer> storm(String link, AtomicBoolean cancelled) {
    var after = new ArrayList<Answer>();
    while (after.size() < 3) {
      var late = cancelled.get();
      var answer = insisting(() -> shop.nobody().start(link, ""));
      if (late) {
        after.add(answer);
      }
    }
    return after;
  }

  @Test
  void twoCancelsAtOnceAreOneCreditNote() throws Exception {
    var placed =
        shop.order(
            "partner-a",
            shop.customerOf("partner-a", "US"),
            "ws2019-std-16core:2",
            "sql2019-std-2core-p1y:4");
    var path = placed.header("location") + "/cancellation";
    var body = Shop.citing(agent.get(path).at("/quoteId"));

    var answers = race(8, 8, () -> insisting(() -> agent.post(path, body)));

    assertThat(answers).as("seed %d", SEED).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers)
        .as("seed %d", SEED)
        .filteredOn(answer -> answer.status() != 200)
        .allSatisfy(answer -> answer.expectRefusal("409 already-cancelled"));
    assertThat(booked("CREDIT_NOTE", placed.at("/orderId")))
        .as("seed %d", SEED)
        .hasSize(1)
        .allSatisfy(note -> assertThat(note.at("/amount")).isEqualTo(placed.json().at("/total")));
  }

  @Test
  void partialCancelsAtOnceNeverGiveBackMoreThanWasPaid() throws Exception {
    var placed = shop.order("partner-a", shop.customerOf("partner-a", "US"), "ws2019-std-16core:3");

    var answers =
        race(
            6,
            6,
            () -> insisting(() -> Shop.cancel(agent, placed.header("location"), "?lines=1:1")));

    var done = answers.stream().filter(answer -> answer.status() == 200).count();
    assertThat(done).as("seed %d", SEED).isBetween(1L, 3L);
    assertThat(booked("CREDIT_NOTE", placed.at("/orderId")))
        .as("seed %d", SEED)
        .hasSize((int) done)
        .allSatisfy(note -> assertThat(note.at("/amount/amount").asText()).isEqualTo("972.00"));
    var left = 3 - (int) done;
    assertThat(agent.get(Shop.software(placed, 1)).at("/activeQuantity"))
        .isEqualTo(Integer.toString(left));
  }
}
