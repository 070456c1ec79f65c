package dev.keyshelf.embedded.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StorageTest {
  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("tables.db");
  }

  private static byte[] b(String text) {
    return text.getBytes(UTF_8);
  }

  private static List<String> scan(Storage storage, String from, String to, boolean forward) {
    var found = new ArrayList<String>();
    storage.scan(
        b(from),
        b(to),
        forward,
        (key, value) -> found.add(new String(key, UTF_8) + "=" + new String(value, UTF_8)));
    return found;
  }

  private static void put(Storage storage, String... keys) {
    var batch = new Batch();
    for (String key : keys) {
      batch.put(b(key), b("1"));
    }
    storage.write(batch);
  }

  private static List<Long> numbers(Storage storage) {
    var found = new ArrayList<Long>();
    storage.scan(
        b("log"),
        b("loh"),
        true,
        (key, _) -> found.add(ByteBuffer.wrap(key, 3, Long.BYTES).getLong()));
    return found;
  }

  @Test
  void overridesEarlierChangesOfABatchWithLaterOnes() {
    try (var storage = Storage.open(file)) {
      storage.write(
          new Batch()
              .put(b("a"), b("1"))
              .put(b("a"), b("2"))
              .put(b("b"), b("1"))
              .remove(b("b"))
              .removeAll(b("c"), b("d"))
              .put(b("c"), b("1")));
      assertThat(scan(storage, "a", "z", true)).containsExactly("a=2", "c=1");
    }
  }

  @Test
  void removesARangeIncludingItsStartButNotItsEnd() {
    try (var storage = Storage.open(file)) {
      put(storage, "a", "b", "ba", "c");
      storage.write(new Batch().removeAll(b("b"), b("c")));
      assertThat(scan(storage, "a", "z", true)).containsExactly("a=1", "c=1");
    }
  }

  @Test
  void scansFromInclusiveToExclusiveBothWays() {
    try (var storage = Storage.open(file)) {
      put(storage, "a", "b", "c", "d");
      assertThat(scan(storage, "b", "d", true)).containsExactly("b=1", "c=1");
      assertThat(scan(storage, "b", "d", false)).containsExactly("c=1", "b=1");
    }
  }

  @Test
  void ordersKeysAsUnsignedBytes() {
    try (var storage = Storage.open(file)) {
      storage.write(new Batch().put(new byte[] {-1}, b("last")).put(new byte[] {1}, b("first")));
      var found = new ArrayList<String>();
      storage.scan(
          new byte[] {0},
          new byte[] {-1, 0},
          true,
          (_, value) -> found.add(new String(value, UTF_8)));
      assertThat(found).containsExactly("first", "last");
    }
  }

  @Test
  void endsAScanWhenNoMoreIsWanted() {
    try (var storage = Storage.open(file)) {
      put(storage, "a", "b", "c");
      var found = new ArrayList<byte[]>();
      storage.scan(b("a"), b("z"), true, (key, _) -> found.add(key) && found.size() < 2);
      assertThat(found).hasSize(2);
    }
  }

  @Test
  void continuesTheNumbersOfAppendedEntriesAfterARestart() {
    try (var storage = Storage.open(file)) {
      storage.write(new Batch().append(b("log"), b("1")).append(b("log"), b("2")));
      storage.write(new Batch().removeAll(b("log"), b("loh")));
    }
    try (var storage = Storage.open(file)) {
      storage.write(new Batch().append(b("log"), b("3")));
      assertThat(numbers(storage)).containsExactly(3L);
    }
  }

  @Test
  void storesTheWritesOfManyThreads() {
    try (var storage = Storage.open(file)) {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int each = 0; each < 200; each++) {
          String key = "k" + each;
          threads.execute(
              () -> storage.write(new Batch().put(b(key), b("1")).append(b("log"), b(key))));
        }
      }
      assertThat(scan(storage, "k", "l", true)).hasSize(200);
      assertThat(numbers(storage)).hasSize(200).isSorted().doesNotHaveDuplicates();
    }
  }

  /** Writes "x" and "y" together with the same value, again and again until {@code ended}. */
  private static void writePairs(Storage storage, AtomicBoolean ended) {
    for (int value = 1; !ended.get(); value++) {
      byte[] bytes = b(Integer.toString(value));
      storage.write(new Batch().put(b("x"), bytes).put(b("y"), bytes));
    }
  }

  private static void requirePair(Storage storage) {
    var pair = scan(storage, "x", "z", true);
    assertThat(pair.getFirst().substring(2)).isEqualTo(pair.getLast().substring(2));
  }

  @Test
  void showsReadersAllOfABatchOrNothing() {
    var ended = new AtomicBoolean();
    try (var storage = Storage.open(file)) {
      put(storage, "x", "y");
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        threads.execute(() -> writePairs(storage, ended));
        try {
          for (int each = 0; each < 500; each++) {
            requirePair(storage);
          }
        } finally {
          ended.set(true);
        }
      }
    }
  }

  @Test
  void readsSeveralKeysAsOfOneMoment() {
    var ended = new AtomicBoolean();
    boolean same = true;
    try (var storage = Storage.temporary()) {
      put(storage, "x", "y");
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        threads.execute(() -> writePairs(storage, ended));
        for (int each = 0; each < 2_000; each++) {
          var pair = storage.getAll(List.of(b("x"), b("y")));
          same &= Arrays.equals(pair.getFirst().orElseThrow(), pair.getLast().orElseThrow());
        }
        ended.set(true);
      }
      assertThat(same).isTrue();
    }
  }

  @Test
  void copiesAConsistentStateDuringWrites() {
    var ended = new AtomicBoolean();
    var target = folder.resolve("backup.db");
    try (var storage = Storage.open(file)) {
      put(storage, "x", "y");
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        threads.execute(() -> writePairs(storage, ended));
        try {
          storage.backup(target);
        } finally {
          ended.set(true);
        }
      }
    }
    Storage.check(target);
    try (var copy = Storage.open(target)) {
      requirePair(copy);
    }
  }

  @Test
  void refusesToCopyOverAFile() throws IOException {
    var target = Files.writeString(folder.resolve("backup.db"), "precious");
    try (var storage = Storage.open(file)) {
      assertThatThrownBy(() -> storage.backup(target)).hasMessage(target + " exists already");
    }
    assertThat(target).hasContent("precious");
  }

  @Test
  void leavesNoFileAfterAFailedCopy() {
    var target = folder.resolve("nowhere").resolve("backup.db");
    try (var storage = Storage.open(file)) {
      assertThatThrownBy(() -> storage.backup(target))
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith("cannot copy to " + target + ": ");
    }
    assertThat(folder).isDirectoryNotContaining(each -> each.toString().contains("backup"));
  }

  @Test
  void findsEntriesAfterARestart() {
    try (var storage = Storage.open(file)) {
      put(storage, "a");
    }
    try (var storage = Storage.open(file)) {
      assertThat(storage.get(b("a"))).contains(b("1"));
    }
  }

  @Test
  void refusesReadsAndWritesOnceClosed() {
    var storage = Storage.open(file);
    storage.close();
    assertThatThrownBy(() -> put(storage, "a")).hasMessage("the store is closed");
    assertThatThrownBy(() -> storage.get(b("a"))).hasMessage("the store is closed");
    assertThatThrownBy(() -> scan(storage, "a", "b", true)).hasMessage("the store is closed");
  }

  @Test
  void canBeClosedTwice() {
    var storage = Storage.temporary();
    storage.close();
    storage.close();
    assertThatThrownBy(() -> storage.get(b("a"))).hasMessage("the store is closed");
  }

  @Test
  void storesEachBatchThatWasNotRefusedWhileItCloses() {
    var stored = new ArrayList<String>();
    var storage = Storage.open(file);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int each = 0; each < 300; each++) {
        String key = String.format(Locale.ROOT, "k%03d", each);
        threads.execute(
            () -> {
              try {
                put(storage, key);
              } catch (StorageException _) {
                return;
              }
              synchronized (stored) {
                stored.add(key + "=1");
              }
            });
      }
      storage.close();
    }
    try (var again = Storage.open(file)) {
      assertThat(scan(again, "k", "l", true)).containsExactlyInAnyOrderElementsOf(stored);
    }
  }

  private void sql(Path database, String... commands) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  @Test
  void syncsEachCommitUnlessTheFileIsTemporary() throws SQLException {
    assertThat(synchronous(true)).isEqualTo(2);
    assertThat(synchronous(false)).isZero();
  }

  private int synchronous(boolean durable) throws SQLException {
    try (var connection = Connections.writer(file, durable);
        var statement = connection.createStatement();
        var found = statement.executeQuery("PRAGMA synchronous")) {
      return found.getInt(1);
    }
  }

  @Test
  void refusesTheFileOfAnotherProgram() throws SQLException {
    sql(file, "CREATE TABLE songs (title)");
    assertThatThrownBy(() -> Storage.open(file)).hasMessage(file + " is not a file of this store");
    assertThatThrownBy(() -> Storage.check(file)).hasMessage(file + " is not a file of this store");
  }

  @Test
  void refusesAnEmptyFileAsABackup() throws IOException {
    Files.createFile(file);
    assertThatThrownBy(() -> Storage.check(file)).hasMessage(file + " is not a file of this store");
  }

  @Test
  void refusesANewerFormat() throws SQLException {
    Storage.open(file).close();
    sql(file, "PRAGMA user_version = 2");
    assertThatThrownBy(() -> Storage.open(file))
        .hasMessage(
            file
                + " has format 2; this release reads format 1 only: use the release that wrote it");
  }

  @Test
  void completesAFileWhoseCreationWasInterrupted() throws SQLException {
    sql(file, "PRAGMA page_size = 8192", "PRAGMA journal_mode = WAL");
    try (var storage = Storage.open(file)) {
      put(storage, "a");
      assertThat(storage.get(b("a"))).isPresent();
    }
  }

  @Test
  void refusesAFileThatIsNotADatabase() throws IOException {
    Files.writeString(file, "no database ".repeat(1_000));
    assertThatThrownBy(() -> Storage.open(file))
        .isInstanceOf(StorageException.class)
        .message()
        .startsWith(file + " cannot be opened: ")
        .hasLineCount(1);
  }

  @Test
  void checksAllPagesOfAFileThatWasNotClosed() throws IOException {
    try (var storage = Storage.open(file)) {
      var batch = new Batch();
      for (int each = 0; each < 2_000; each++) {
        batch.put(b("k" + each), new byte[100]);
      }
      storage.write(batch);
    }
    try (var damaged = new RandomAccessFile(file.toFile(), "rw")) {
      damaged.seek(damaged.length() / 8192 / 2 * 8192);
      damaged.write(new byte[64]);
    }
    Files.createFile(folder.resolve("tables.db-wal"));
    assertThatThrownBy(() -> Storage.open(file))
        .isInstanceOf(StorageException.class)
        .message()
        .startsWith(file + " is damaged (Tree ")
        .endsWith("); restore a backup")
        .hasLineCount(1);
  }

  @Test
  void letsOnlyItsOwnerReadAFile() throws IOException {
    Assumptions.assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    try (var storage = Storage.open(file)) {
      put(storage, "a");

      for (String name : List.of("tables.db", "tables.db-wal")) {
        assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
            .containsExactlyInAnyOrder(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
      }
    }
  }
}
