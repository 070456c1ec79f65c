package dev.keyshelf.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keyshelf.embedded.wire.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Acknowledged writes survive a kill, a power cut and a full disk. {@code ./keyshelf-prove store}
 * repeats this more often.
 */
class DurabilityTest {
  private static final int KILLS = Integer.getInteger("store.kills", 5);
  private static final int CUTS = Integer.getInteger("store.cuts", 20);
  private static final int LONGEST_MILLIS = 50;

  @TempDir Path folder;

  /** Starts a new directory from time to time, because checking large files takes long. */
  private Path directory(int number, int each) throws Exception {
    var directory = folder.resolve("run" + number / each);
    if (number % each == 0) {
      NumberedTransactions.createTable(directory);
    }
    return directory;
  }

  @Test
  void keepsAcknowledgedWritesAfterAKill() throws Exception {
    var random = Seed.random("DurabilityTest, kills");
    Map<String, Long> acknowledged = new HashMap<>();
    for (int number = 0; number < KILLS; number++) {
      if (number % 10 == 0) {
        acknowledged.clear();
      }
      var directory = directory(number, 10);
      try (var writer = new WriterProcess(directory, NumberedTransactions.LANES, "")) {
        int answers = 1 + random.nextInt(40);
        writer.await(() -> writer.answers.get() >= answers);
        writer.kill();
        writer.acknowledged.forEach((lane, last) -> acknowledged.merge(lane, last, Math::max));
      }
      NumberedTransactions.requireWhole(directory, acknowledged);
    }
  }

  @Test
  void keepsAcknowledgedWritesAfterAPowerCut() throws Exception {
    var random = Seed.random("DurabilityTest, cuts");
    for (int number = 0; number < CUTS; ) {
      var directory = directory(number, 10);
      try (var machine = new CutMachine(directory)) {
        for (int each = 0; each < 10 && number < CUTS; each++, number++) {
          cut(machine, folder.resolve("cut" + number), random);
        }
      }
    }
  }

  private static void cut(CutMachine machine, Path target, Random random) throws Exception {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
    long acknowledged = machine.cutTo(target, random);
    NumberedTransactions.requireWhole(target, Map.of("lane0", acknowledged));
  }

  @Test
  void refusesWritesWhileTheDiskIsFullAndResumesAfterwards() throws Exception {
    NumberedTransactions.createTable(folder);
    Map<String, Long> acknowledged;
    // Limits files of the process to 4 MB, which stands for a full disk.
    try (var writer = new WriterProcess(folder, NumberedTransactions.LANES, "ulimit -S -f 4096;")) {
      writer.await(() -> writer.refusals.get() > 5);
      int full = writer.answers.get();
      assertThat(full).isPositive();
      assumeThat(Path.of("/usr/bin/prlimit")).exists();
      var more =
          new ProcessBuilder("/usr/bin/prlimit", "--pid=" + writer.pid(), "--fsize=unlimited:")
              .start();
      assertThat(more.waitFor()).isZero();
      writer.await(() -> writer.answers.get() > full + 10);
      writer.kill();
      acknowledged = Map.copyOf(writer.acknowledged);
    }
    NumberedTransactions.requireWhole(folder, acknowledged);
  }

  @Test
  void keepsAcknowledgedWritesAfterTheDiskWasFull() throws Exception {
    NumberedTransactions.createTable(folder);
    Map<String, Long> acknowledged;
    try (var writer = new WriterProcess(folder, NumberedTransactions.LANES, "ulimit -f 4096;")) {
      writer.await(() -> writer.refusals.get() > 5);
      writer.kill();
      acknowledged = Map.copyOf(writer.acknowledged);
    }
    assertThat(Files.size(folder.resolve("tables.db-wal"))).isLessThanOrEqualTo(4096 * 1024);
    NumberedTransactions.requireWhole(folder, acknowledged);
    try (var store = TestStore.start(folder, Trouble.none())) {
      long next = NumberedTransactions.last(store.client, "lane0") + 1;
      NumberedTransactions.write(store.client, "lane0", next);
      assertThat(NumberedTransactions.last(store.client, "lane0")).isEqualTo(next);
    }
  }
}
