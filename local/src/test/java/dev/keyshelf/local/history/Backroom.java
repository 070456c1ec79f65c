package dev.keyshelf.local.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.function.FunctionFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Actions that are not requests: schedules, operators and their files, and the clock. */
final class Backroom {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The number of the last release. All histories of a shop share its releases. */
  private static final AtomicInteger RELEASES = new AtomicInteger();

  private final Shop shop;
  private final Patience patience;
  private List<String> lastKeys = List.of();

  Backroom(Shop shop, Told told, String name) {
    this.shop = shop;
    this.patience = new Patience(told, name);
  }

  /** An event for a function, which is sent as often as needed. */
  static final class Said {
    private final Shop shop;
    private final String function;
    private final byte[] event;
    private JsonNode json = MissingNode.getInstance();

    Said(Shop shop, String function, String event) {
      this.shop = shop;
      this.function = function;
      this.event = event.getBytes(StandardCharsets.UTF_8);
    }

    /** Sends the event and returns whether it was answered. */
    boolean isDone() {
      try {
        var answer = JSON.readTree(shop.machine().functions().invoke(function, event));
        if (answer.at("/problem/status").asInt() < 500) {
          json = answer;
        }
      } catch (FunctionFailed died) {
        return false;
      } catch (IOException malformed) {
        throw new UncheckedIOException(malformed);
      }
      return isAnswered();
    }

    boolean isAnswered() {
      return !json.isMissingNode();
    }

    JsonNode json() {
      return json;
    }
  }

  void closeWindows(Random draw) {
    fire("CloseCancellationWindows", draw);
  }

  void issueInvoices(Random draw) {
    fire("IssueInvoices", draw);
  }

  void renderDocuments(Random draw) {
    fire("RenderDocuments", draw);
  }

  void reserveKeys(Random draw) {
    fire("ReserveKeys", draw);
  }

  void seal(Random draw) {
    fire("SealActivity", draw);
  }

  void completeFeeds(Random draw) {
    fire("CompleteFeeds", draw);
  }

  /** Lets the stream hand over the log's new records. At the end of a history it does not. */
  void publishEvents(Random draw) {
    patience.event("PublishEvents", draw, this::isHandedOver, _ -> {});
  }

  private boolean isHandedOver() {
    try {
      shop.machine().pump().drain();
      return true;
    } catch (IllegalStateException _) {
      return false;
    }
  }

  /** Fires a schedule until it succeeds, and one in five a second time. */
  private void fire(String function, Random draw) {
    for (int times = draw.nextInt(5) == 0 ? 2 : 1; times > 0; times--) {
      patience.event(function, draw, () -> isFired(function), _ -> {});
    }
  }

  /** Fires a schedule and returns whether it ran to its end. */
  boolean isFired(String function) {
    try {
      shop.machine().schedules().fire(function);
      return true;
    } catch (FunctionFailed died) {
      return false;
    }
  }

  /** Imports a file of keys. Some may have been in the file before. */
  void importKeys(Random draw) {
    var pool = Assortment.POOLS.get(draw.nextInt(Assortment.POOLS.size()));
    var keys = new ArrayList<String>();
    for (int i = 4 + draw.nextInt(8); i > 0; i--) {
      var random = Trader.key(draw).toUpperCase(Locale.ROOT).replace("-", "");
      keys.add("XXXXX-%s-%s".formatted(random.substring(0, 5), random.substring(5, 10)));
    }
    var fresh = List.copyOf(keys);
    if (draw.nextInt(4) == 0 && !lastKeys.isEmpty()) {
      keys.add(lastKeys.getFirst());
    }
    lastKeys = fresh;
    imports("keys", Assortment.keys(pool, Trader.key(draw), keys), draw);
  }

  /** Imports a release with slightly higher prices. */
  void importCatalogue(Random draw) throws IOException {
    imports("catalogue", Assortment.release(RELEASES.incrementAndGet()), draw);
  }

  private void imports(String what, Path folder, Random draw) {
    patience.event(
        "import " + what,
        draw,
        () -> shop.machine().importer().importPath(folder).faults().isEmpty(),
        _ -> {});
  }

  /** Returns how far to move the clock: mostly hours, sometimes days, rarely more than a month. */
  static Duration step(Random draw) {
    var kind = draw.nextInt(10);
    return kind < 6
        ? Duration.ofMinutes(20 + draw.nextInt(2_000))
        : kind < 9 ? Duration.ofDays(2 + draw.nextInt(18)) : Duration.ofDays(31 + draw.nextInt(15));
  }

  /** Moves the clock by seconds, also backwards, as if other machines' clocks differed. */
  void skew(Random draw) {
    shop.machine().clock().advance(Duration.ofMillis(draw.nextInt(-5_000, 9_000)));
  }
}
