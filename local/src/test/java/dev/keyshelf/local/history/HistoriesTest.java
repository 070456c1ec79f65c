package dev.keyshelf.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Shop;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs random histories, with new seeds each time. {@code -Dhistories=100} sets how many run,
 * {@code -Dhistory.seed=7} sets the first seed, and {@code -Dhistory.deeds=45} sets the deeds of
 * each client.
 */
@Order(4) // The longest classes begin first, so that none of them runs alone at the end.
class HistoriesTest {
  private static final int A_SHOP_LASTS_FOR = 8;
  private static final int RUNS = Integer.getInteger("histories", 2);

  private static @Nullable Shop shop;
  private static int runs;

  private static LongStream seeds() {
    var first = Long.getLong("history.seed");
    var random = new Random(System.nanoTime());
    return first == null
        ? random.longs(RUNS, 1, 1_000_000_000)
        : LongStream.concat(
            LongStream.of(first), new Random(first).longs(RUNS - 1L, 1, 1_000_000_000));
  }

  private static Shop shop() throws Exception {
    if (runs++ % A_SHOP_LASTS_FOR == 0) {
      close();
      shop = Shop.open(Assortment.opening());
      // This runs every hour. At its first run, hours more than 62 days old are never sealed.
      shop.machine().schedules().fire("SealActivity");
    }
    return Objects.requireNonNull(shop);
  }

  @AfterAll
  static void close() {
    if (shop != null) {
      shop.close();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void isConsistentWithWhatItsClientsWereTold(long seed) throws Exception {
    System.out.printf(
        "history %s: again with -Dhistory.seed=%s -Dhistory.deeds=%s%n", seed, seed, History.DEEDS);
    var history = new History(shop(), seed);

    var wrong = history.run();

    System.out.println(history.summary());
    assertThat(wrong).as("history %s of %s deeds", seed, History.DEEDS).isEmpty();
  }
}
