package dev.keyshelf.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.tables.ItemCounts;
import dev.keyshelf.embedded.wire.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ItemCountsTest {
  private static final int MANY = 1_200;
  private static final int PAGE = 8192;

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
  void areExactForFewItems() throws IOException {
    try (var store = TestStore.start()) {
      put(store, 0, 3);

      assertThat(described(store)).isEqualTo(3);
    }
  }

  @Test
  void areAtMostSixHoursOldForManyItems() throws IOException {
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

  /** Damages the page that holds an item. */
  private static void damage(Path file, String late) throws IOException {
    var bytes = Files.readAllBytes(file);
    var name = late.getBytes(StandardCharsets.UTF_8);
    int found = 0;
    for (int page = 0; page < bytes.length; page += PAGE) {
      if (contains(bytes, page, name)) {
        Arrays.fill(bytes, page, page + 64, (byte) 0);
        found++;
      }
    }
    assertThat(found).isEqualTo(1);
    Files.write(file, bytes);
  }

  private static boolean contains(byte[] bytes, int page, byte[] name) {
    return IntStream.rangeClosed(page, page + PAGE - name.length)
        .anyMatch(at -> Arrays.equals(bytes, at, at + name.length, name, 0, name.length));
  }

  @Test
  void reportACountThatTheStorageCannotMakeAndCountAgain(@TempDir Path folder) throws Exception {
    String late;
    try (var store = TestStore.start(folder, Trouble.none()).withTable(null)) {
      for (int number = 0; number < MANY; number++) {
        store.put("pk", "item-" + number + ".", "padding", "x".repeat(200));
      }
      late =
          store.client.scanPaginator(scan -> scan.tableName(TestStore.TABLE)).items().stream()
              .skip(1_100)
              .map(item -> Objects.requireNonNull(item.get("pk")).s())
              .findFirst()
              .orElseThrow();
    }
    damage(folder.resolve(TableStore.FILE), late);
    var reports = new LinkedBlockingQueue<String>();
    var handler = new Reports(reports);
    var log = Logger.getLogger(ItemCounts.class.getName());
    log.addHandler(handler);
    try (var store = TestStore.start(folder, Trouble.none())) {
      assertThat(described(store)).isEqualTo(1_000);
      assertThat(reports.take()).startsWith("items cannot be counted: cannot read ");

      assertThat(described(store)).isEqualTo(1_000);
      assertThat(reports.take()).contains("malformed");
    } finally {
      log.removeHandler(handler);
    }
  }

  private static final class Reports extends Handler {
    private final BlockingQueue<String> reports;

    Reports(BlockingQueue<String> reports) {
      this.reports = reports;
    }

    @Override
    public void publish(LogRecord message) {
      reports.add(message.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
