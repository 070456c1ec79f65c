package dev.keyshelf.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Shop;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories, of fresh seeds each time. {@code -Dhistories=100} runs so many, {@code
 * -Dhistory.seed=7} begins with this seed again, {@code -Dhistory.deeds=45} makes them longer.
 */
@Isolated
class HistoriesTest {
  private static final int A_SHOP_LASTS_FOR = 8;
  private static final int RUNS = Integer.getInteger("histories", 5);

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
      // As it does every hour: a log that nobody looked at for its first 62 days is not sealed.
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
  void isAsItsClientsWereTold(long seed) throws Exception {
    System.out.printf(
        "history %s: again with -Dhistory.seed=%s -Dhistory.deeds=%s%n", seed, seed, History.DEEDS);
    var history = new History(shop(), seed);

    var wrong = history.run();

    System.out.println(history.summary());
    assertThat(wrong).as("history %s of %s deeds", seed, History.DEEDS).isEmpty();
  }
}
