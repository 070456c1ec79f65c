package dev.keyshelf.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.testkit.Beginning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Runs many clients in parallel. A seed shuffles and delays them. Set {@code -Dkeyshelf.seed} to
 * repeat a run.
 */
final class Race {
  static final long SEED = Long.getLong("keyshelf.seed", System.nanoTime());
  private static final int MOST_RETRIES = 40;
  private static final int LONGEST_DELAY_MILLIS = 30;

  private Race() {}

  /** Runs all of these in this many threads, in the seed's order and with its delays. */
  static <T> List<T> race(int threads, List<Callable<T>> runners) throws Exception {
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

  static <T> List<T> race(int threads, int runners, Callable<T> runner) throws Exception {
    return race(threads, Collections.nCopies(runners, runner));
  }

  static <T> List<T> all(List<Future<T>> futures) throws ExecutionException, InterruptedException {
    var results = new ArrayList<T>();
    for (var future : futures) {
      results.add(future.get());
    }
    return results;
  }

  /** Retries while the store is unavailable or the request in progress. Returns the last answer. */
  static Answer insisting(Supplier<Answer> request) {
    var answer = request.get();
    for (int i = 0; i < MOST_RETRIES && isForLater(answer); i++) {
      answer = request.get();
    }
    return answer;
  }

  /**
   * Sends a command, and repeats it with the same idempotency key as long as it may be repeated.
   */
  static Answer insistingOn(Client client, String path, String json) {
    var key = UUID.randomUUID().toString();
    return insisting(() -> client.postOnce(path, json, key));
  }

  private static boolean isForLater(Answer answer) {
    return List.of(409, 503).contains(answer.status())
        && List.of("store-unavailable", "request-in-progress").contains(answer.at("/code"));
  }

  static List<JsonNode> log(Client agent, String operation, String id) {
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

  static List<JsonNode> booked(Client agent, String kind, String order) {
    var found = new ArrayList<JsonNode>();
    var path = "/v1/invoices/" + Beginning.MONTH + "?limit=200";
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
}
