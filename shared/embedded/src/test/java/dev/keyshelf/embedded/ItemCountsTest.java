package dev.keyshelf.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ItemCountsTest {
  private static final int MANY = 1_200;

  private static long described(TestStore store) {
    return store
        .client
        .describeTable(describe -> describe.tableName(TestStore.TABLE))
        .table()
        .itemCount();
  }

  private static void awaitCount(TestStore store, long count) {
    while (described(store) != count) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private static void put(TestStore store, int from, int to) {
    for (int number = from; number < to; number++) {
      store.put("pk", "item-" + number);
    }
  }

  @Test
  void tellFewItemsExactly() throws IOException {
    try (var store = TestStore.start()) {
      put(store, 0, 3);

      assertThat(described(store)).isEqualTo(3);
    }
  }

  @Test
  void areSixHoursOldAtMostForManyItems() throws IOException {
    try (var store = TestStore.start()) {
      put(store, 0, MANY);
      awaitCount(store, MANY);
      put(store, MANY, MANY + 1);
      store.pass(Duration.ofHours(6).minusMillis(1));

      assertThat(described(store)).isEqualTo(MANY);

      store.pass(Duration.ofMillis(1));
      awaitCount(store, MANY + 1);
    }
  }
}
