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

/** What goes on without a request: schedules, operators and their files, and the time. */
final class Backroom {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Releases are of the shop, not of a history. */
  private static final AtomicInteger RELEASES = new AtomicInteger();

  private final Shop shop;
  private final Patience patience;
  private List<String> lastKeys = List.of();

  Backroom(Shop shop, Told told, String name) {
    this.shop = shop;
    this.patience = new Patience(told, name);
  }

  /** Something that is said to a function, as often as it must be. */
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

    /** Says it; gives whether it was answered. */
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

  void reserveKeys(Random draw) {
    fire("ReserveKeys", draw);
  }

  void seal(Random draw) {
    fire("SealActivity", draw);
  }

  /** A schedule that dies is fired again, and every fifth one twice. */
  private void fire(String function, Random draw) {
    for (int times = draw.nextInt(5) == 0 ? 2 : 1; times > 0; times--) {
      patience.event(function, draw, () -> isFired(function), _ -> {});
    }
  }

  /** Gives whether a schedule ran to its end. */
  boolean isFired(String function) {
    try {
      shop.machine().schedules().fire(function);
      return true;
    } catch (FunctionFailed died) {
      return false;
    }
  }

  /** A file of keys, of which the one before may have had some. */
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

  /** Prices go up a little. */
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

  /** Gives how far the clock goes on: by hours mostly, by days, seldom by more than a month. */
  static Duration step(Random draw) {
    var kind = draw.nextInt(10);
    return kind < 6
        ? Duration.ofMinutes(20 + draw.nextInt(2_000))
        : kind < 9 ? Duration.ofDays(2 + draw.nextInt(18)) : Duration.ofDays(31 + draw.nextInt(15));
  }

  /** Two machines' clocks differ, and clocks are set back by seconds, while others work. */
  void skew(Random draw) {
    shop.machine().clock().advance(Duration.ofMillis(draw.nextInt(-5_000, 9_000)));
  }
}
