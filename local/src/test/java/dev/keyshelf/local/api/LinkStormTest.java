package dev.keyshelf.local.api;

import static dev.keyshelf.local.api.Race.insisting;
import static dev.keyshelf.local.api.Race.insistingOn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many clients start downloads from links, some while the links are revoked or cancelled. A seed
 * shuffles and delays the clients. Set {@code -Dkeyshelf.seed} to repeat a run.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class LinkStormTest {
  private static final long SEED = Long.getLong("keyshelf.seed", System.nanoTime());
  private static final int USES = 50;
  private static final int LONGEST_DELAY_MILLIS = 30;

  private static Shop shop;
  private static Client agent;

  private Answer order;
  private String software;

  @BeforeAll
  static void open() {
    shop = Shop.open();
    agent = shop.of("partner-a");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private List<String> links(int count) {
    order = shop.order("partner-a", shop.customerOf("partner-a", "US"), "ws2019-std-16core:1");
    software = Shop.software(order, 1);
    var links = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      links.add(Shop.link(agent, software));
    }
    return links;
  }

  /** Retries one start while it is answered 503, as clients do. */
  private static Answer start(String link) {
    var id = UUID.randomUUID().toString();
    var answer = shop.nobody().start(link, id);
    while (answer.status() == 503) {
      answer.expectRefusal("503 store-unavailable");
      answer = shop.nobody().start(link, id);
    }
    return answer;
  }

  /** Starts one download after another until one is refused. Returns the refusal. */
  private static Answer exhaust(String link) {
    var answer = start(link);
    while (answer.status() == 200) {
      answer = start(link);
    }
    return answer;
  }

  /** Many running clients, in the seed's order and with its delays. */
  private static final class Crowd implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<Answer>> answers = new ArrayList<>();

    Crowd(List<Callable<Answer>> clients) {
      var random = new Random(SEED);
      var shuffled = new ArrayList<>(clients);
      Collections.shuffle(shuffled, random);
      for (var client : shuffled) {
        var delay = random.nextInt(LONGEST_DELAY_MILLIS);
        answers.add(
            threads.submit(
                () -> {
                  Thread.sleep(delay);
                  return client.call();
                }));
      }
    }

    List<Answer> answers() throws ExecutionException, InterruptedException {
      var all = new ArrayList<Answer>();
      for (var answer : answers) {
        all.add(answer.get());
      }
      return all;
    }

    @Override
    public void close() {
      threads.close();
    }
  }

  /** Starts clients that start one download after another, this many for each link. */
  private static Crowd storm(List<String> links, int clientsEach) {
    var clients = new ArrayList<Callable<Answer>>();
    for (var link : links) {
      clients.addAll(Collections.nCopies(clientsEach, () -> exhaust(link)));
    }
    return new Crowd(clients);
  }

  private static void waitInTheStorm() throws InterruptedException {
    Thread.sleep(100 + new Random(SEED).nextInt(200));
  }

  private List<JsonNode> log(String operation) {
    var found = new ArrayList<JsonNode>();
    var cursor = "";
    do {
      var path = "/v1/activity?limit=200" + cursor;
      var page = insisting(() -> agent.get(path)).expect(200);
      for (var record : page.json().get("items")) {
        if (record.get("operation").asText().equals(operation)
            && record.path("orderId").asText().equals(order.at("/orderId"))) {
          found.add(record);
        }
      }
      cursor = page.json().has("next") ? "&cursor=" + page.at("/next") : "";
    } while (!cursor.isEmpty());
    return found;
  }

  private JsonNode listed(int index) {
    return agent.get(software + "/links").expect(200).json().get("items").get(index);
  }

  @Test
  void aLinkForFiftyAllowsFiftyStartsOfTwoHundredClients() throws Exception {
    var link = links(1).getFirst();

    List<Answer> answers;
    try (var crowd = new Crowd(Collections.nCopies(200, () -> start(link)))) {
      answers = crowd.answers();
    }

    assertThat(answers)
        .as("seed %s", SEED)
        .filteredOn(answer -> answer.status() == 200)
        .extracting(answer -> answer.at("/downloadId"))
        .hasSize(USES)
        .doesNotHaveDuplicates();
    assertThat(answers)
        .as("seed %s", SEED)
        .filteredOn(answer -> answer.status() != 200)
        .hasSize(200 - USES)
        .allSatisfy(answer -> answer.expectRefusal("410 link-exhausted"));
    assertThat(log("DOWNLOAD_STARTED")).as("seed %s", SEED).hasSize(USES);
    assertThat(log("DOWNLOAD_REFUSED"))
        .as("seed %s: one record for each minute", SEED)
        .isNotEmpty()
        .allSatisfy(record -> assertThat(record.at("/reason").asText()).isEqualTo("EXHAUSTED"))
        .extracting(record -> record.at("/at").asText())
        .doesNotHaveDuplicates()
        .allSatisfy(at -> assertThat(at).matches(".*T\\d\\d:\\d\\d:00(\\.0+)?Z"));
    assertThat(listed(0).at("/downloadsUsed").asInt()).isEqualTo(USES);
    assertThat(listed(0).at("/state").asText()).isEqualTo("EXHAUSTED");
  }

  @Test
  void parallelRequestsForOneDownloadAreOneStart() throws Exception {
    var download = links(1).getFirst() + "/" + UUID.randomUUID();
    Callable<Answer> fetch = () -> fetch(download);

    List<Answer> answers;
    try (var crowd = new Crowd(Collections.nCopies(30, fetch))) {
      answers = crowd.answers();
    }

    assertThat(answers)
        .as("seed %s", SEED)
        .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(307));
    assertThat(log("DOWNLOAD_STARTED")).as("seed %s", SEED).hasSize(1);
    assertThat(listed(0).at("/downloadsUsed").asInt()).isEqualTo(1);
  }

  private static Answer fetch(String download) {
    var answer = shop.nobody().get(download, "Accept", "application/octet-stream");
    while (answer.status() == 503) {
      answer = shop.nobody().get(download, "Accept", "application/octet-stream");
    }
    return answer;
  }

  @Test
  void aCancelSucceedsInTheStormAndNothingStartsAfterIt() throws Exception {
    var links = links(8);

    List<Answer> answers;
    int recorded;
    try (var crowd = storm(links, 25)) {
      waitInTheStorm();
      var path = order.header("location") + "/cancellation";
      var quote = insisting(() -> agent.get(path)).expect(200).at("/quoteId");
      insistingOn(agent, path, Shop.citing(quote)).expect(200);
      recorded = log("DOWNLOAD_STARTED").size();
      answers = crowd.answers();
    }

    assertThat(recorded).as("seed %s", SEED).isBetween(1, 8 * USES);
    assertThat(log("DOWNLOAD_STARTED")).as("seed %s", SEED).hasSize(recorded);
    assertThat(answers)
        .as("seed %s", SEED)
        .extracting(Answer::refusal)
        .contains("410 link-revoked")
        .isSubsetOf("410 link-revoked", "410 link-exhausted");
  }

  @Test
  void revokingAllLinksSucceedsInTheStormAndNothingStartsAfterIt() throws Exception {
    var links = links(8);

    List<Answer> answers;
    int recorded;
    try (var crowd = storm(links, 25)) {
      waitInTheStorm();
      insistingOn(agent, software + "/links/revocation", "").expect(200);
      recorded = log("DOWNLOAD_STARTED").size();
      answers = crowd.answers();
    }

    assertThat(recorded).as("seed %s", SEED).isBetween(1, 8 * USES);
    assertThat(log("DOWNLOAD_STARTED")).as("seed %s", SEED).hasSize(recorded);
    assertThat(answers)
        .as("seed %s", SEED)
        .extracting(Answer::refusal)
        .contains("410 link-revoked")
        .isSubsetOf("410 link-revoked", "410 link-exhausted");
    assertThat(start(Shop.link(agent, software)).status()).isEqualTo(200);
  }

  @Test
  void revokingOneLinkSucceedsInItsStormAndTheOtherStillWorks() throws Exception {
    var links = links(2);
    var revoked = listed(1).at("/linkId").asText();

    int recorded;
    try (var crowd = storm(links.subList(0, 1), 60);
        var others = storm(links.subList(1, 2), 20)) {
      waitInTheStorm();
      insistingOn(agent, software + "/links/" + revoked + "/revocation", "").expect(200);
      recorded = startsOf(revoked);
      assertThat(crowd.answers())
          .as("seed %s", SEED)
          .extracting(Answer::refusal)
          .isSubsetOf("410 link-revoked", "410 link-exhausted");
      assertThat(others.answers())
          .as("seed %s", SEED)
          .extracting(Answer::refusal)
          .containsOnly("410 link-exhausted");
    }

    assertThat(startsOf(revoked)).as("seed %s", SEED).isEqualTo(recorded).isPositive();
    assertThat(listed(1).at("/downloadsUsed").asInt()).isEqualTo(recorded);
    assertThat(listed(0).at("/downloadsUsed").asInt()).isEqualTo(USES);
  }

  private int startsOf(String link) {
    return (int)
        log("DOWNLOAD_STARTED").stream()
            .filter(record -> record.at("/linkId").asText().equals(link))
            .count();
  }

  @Test
  void linksCreatedDuringARevocationOfAllAreRevokedOrWork() throws Exception {
    links(0);
    var made = new ArrayList<Callable<Answer>>();
    for (int i = 0; i < 12; i++) {
      made.add(() -> start(Shop.link(agent, software)));
      if (i % 4 == 0) {
        made.add(() -> insistingOn(agent, software + "/links/revocation", ""));
      }
    }

    try (var crowd = new Crowd(made)) {
      assertThat(crowd.answers())
          .as("seed %s", SEED)
          .allSatisfy(answer -> assertThat(answer.status()).isIn(200, 410));
    }

    agent.post(software + "/links/revocation", "").expect(200);
    for (var each : agent.get(software + "/links").expect(200).json().get("items")) {
      assertThat(each.at("/state").asText()).as("seed %s", SEED).isEqualTo("REVOKED");
      assertThat(each.at("/revokedAt").asText()).as("seed %s", SEED).isNotEmpty();
    }
  }
}
