package dev.keyshelf.local.api;

import static dev.keyshelf.local.api.Race.SEED;
import static dev.keyshelf.local.api.Race.all;
import static dev.keyshelf.local.api.Race.booked;
import static dev.keyshelf.local.api.Race.insisting;
import static dev.keyshelf.local.api.Race.log;
import static dev.keyshelf.local.api.Race.race;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Races cancels of many clients with each other and with downloads. A seed shuffles and delays the
 * clients. Set {@code -Dkeyshelf.seed} to repeat a run.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class CancelRaceTest {
  private static Shop shop;
  private static Client agent;

  @BeforeAll
  static void open() throws Exception {
    shop = Shop.open();
    shop.supply("windows-server-2019-standard", 1);
    agent = shop.of("partner-a");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void noDownloadStartsOnceTheCancelIsCommitted() throws Exception {
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
      int recorded;
      try {
        Thread.sleep(200 + new Random(SEED).nextInt(300));
        insisting(() -> Shop.cancel(agent, placed.header("location"), "")).expect(200);
        recorded = log(agent, "DOWNLOAD_STARTED", placed.at("/orderId")).size();
        agent.post(software + "/keys", "").expectRefusal("410 key-revoked");
      } finally {
        cancelled.set(true); // Otherwise the pool would wait forever.
      }
      var after = all(storms).stream().flatMap(List::stream).toList();

      assertThat(recorded).as("seed %s", SEED).isPositive();
      assertThat(after)
          .as("seed %s", SEED)
          .isNotEmpty()
          .allSatisfy(answer -> answer.expectRefusal("410 link-revoked"));
      assertThat(log(agent, "DOWNLOAD_STARTED", placed.at("/orderId")))
          .as("seed %s: as many starts as when the cancel was answered", SEED)
          .hasSize(recorded);
    }
  }

  /** Starts one download after another. Returns the answers to starts sent after the cancel. */
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
  void twoParallelCancelsMakeOneCreditNote() throws Exception {
    var placed =
        shop.order(
            "partner-a",
            shop.customerOf("partner-a", "US"),
            "ws2019-std-16core:2",
            "sql2019-std-2core-p1y:4");
    var path = placed.header("location") + "/cancellation";
    var body = Shop.citing(agent.get(path).at("/quoteId"));

    var answers = race(8, 8, () -> insisting(() -> agent.post(path, body)));

    assertThat(answers).as("seed %s", SEED).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers)
        .as("seed %s", SEED)
        .filteredOn(answer -> answer.status() != 200)
        .allSatisfy(answer -> answer.expectRefusal("409 already-cancelled"));
    assertThat(booked(agent, "CREDIT_NOTE", placed.at("/orderId")))
        .as("seed %s", SEED)
        .hasSize(1)
        .allSatisfy(note -> assertThat(note.at("/amount")).isEqualTo(placed.json().at("/total")));
  }

  @Test
  void parallelPartialCancelsNeverCreditMoreThanTheCharge() throws Exception {
    var placed = shop.order("partner-a", shop.customerOf("partner-a", "US"), "ws2019-std-16core:3");

    var answers =
        race(
            6,
            6,
            () -> insisting(() -> Shop.cancel(agent, placed.header("location"), "?lines=1:1")));

    var done = answers.stream().filter(answer -> answer.status() == 200).count();
    assertThat(done).as("seed %s", SEED).isBetween(1L, 3L);
    assertThat(booked(agent, "CREDIT_NOTE", placed.at("/orderId")))
        .as("seed %s", SEED)
        .hasSize((int) done)
        .allSatisfy(note -> assertThat(note.at("/amount/amount").asText()).isEqualTo("972.00"));
    var left = 3 - (int) done;
    assertThat(agent.get(Shop.software(placed, 1)).at("/activeQuantity"))
        .isEqualTo(Integer.toString(left));
  }

  @Test
  void oneIdempotencyKeySentByManyClientsIsOneCancel() throws Exception {
    for (int i = 0; i < 5; i++) {
      var placed =
          shop.order("partner-a", shop.customerOf("partner-a", "US"), "ws2019-std-16core:2");
      var path = placed.header("location") + "/cancellation";
      var body = Shop.citing(agent.get(path).at("/quoteId"));
      var key = UUID.randomUUID().toString();

      var answers = race(16, 16, () -> insisting(() -> agent.postOnce(path, body, key)));

      assertThat(answers).as("seed %s", SEED).extracting(Answer::status).containsOnly(200);
      assertThat(answers)
          .as("seed %s", SEED)
          .extracting(Answer::text)
          .containsOnly(answers.getFirst().text());
    }
  }
}
