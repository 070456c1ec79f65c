package dev.keyshelf.embedded.storage;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Ordered entries in one file. Batches that wait at the same time are committed together, with one
 * sync of the disk. Readers see only committed entries, and never wait for writers.
 */
public final class Storage implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Storage.class.getName());
  private static final int MOST_TOGETHER = 256;
  private static final int READERS = 8;
  private static final String LOG_SUFFIX = "-wal";
  private static final String PART_SUFFIX = ".part";

  private final Path file;
  private final boolean temporary;
  private Writer writer;
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
  private final BlockingQueue<Reader> readers = new ArrayBlockingQueue<>(READERS);
  private final Thread committer;
  private volatile boolean closed;

  private record Waiting(Batch batch, CompletableFuture<@Nullable Void> done) {}

  private Storage(Path file, boolean temporary) throws SQLException {
    this.file = file;
    this.temporary = temporary;
    // The last connection to close removes the log. A log that exists means a crash.
    boolean crashed = Files.exists(file.resolveSibling(file.getFileName() + LOG_SUFFIX));
    this.writer = new Writer(file, !temporary, crashed);
    try {
      for (int each = 0; each < READERS; each++) {
        readers.add(new Reader(file));
      }
    } catch (SQLException failure) {
      closeConnections();
      throw failure;
    }
    this.committer = Thread.ofPlatform().daemon().name("table-store-commit").start(this::commitAll);
  }

  /**
   * Opens a file, and creates it if it does not exist.
   *
   * @throws StorageException if the file cannot be read, is damaged, or has another format
   */
  public static Storage open(Path file) {
    try {
      createPrivate(file);
      return new Storage(file, false);
    } catch (SQLException | IOException failure) {
      throw new StorageException(
          "%s cannot be opened: %s".formatted(file, failure.getMessage()), failure);
    }
  }

  /** Creates a file that only its owner may read. SQLite gives its log the same permissions. */
  private static void createPrivate(Path file) throws IOException {
    if (Files.notExists(file)
        && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  /**
   * Opens a file in the folder for temporary files. It is never synced to disk, and it is deleted
   * when the storage is closed.
   */
  public static Storage temporary() {
    try {
      return new Storage(Files.createTempDirectory("keyshelf-").resolve("tables.db"), true);
    } catch (SQLException | IOException failure) {
      throw new StorageException(
          "cannot create a temporary file: " + failure.getMessage(), failure);
    }
  }

  /** Returns the value of a key, or empty if there is no entry. */
  public Optional<byte[]> get(byte[] key) {
    return Optional.ofNullable(read(reader -> reader.get(key)));
  }

  /** Returns the values of keys in their order, all as of the same moment. */
  public List<Optional<byte[]>> getAll(List<byte[]> keys) {
    return read(reader -> reader.getAll(keys));
  }

  /**
   * Visits the entries from one key (inclusive) to another (exclusive), all as of the same moment.
   *
   * @param forward whether to visit them in ascending order; false for descending order
   */
  public void scan(byte[] from, byte[] to, boolean forward, Entries entries) {
    read(
        reader -> {
          reader.scan(from, to, forward, entries);
          return null;
        });
  }

  private <T extends @Nullable Object> T read(Reading<T> reading) {
    try {
      var reader = readers.take();
      try {
        requireOpen();
        return reading.with(reader);
      } finally {
        readers.add(reader);
      }
    } catch (SQLException failure) {
      throw new StorageException("cannot read " + file + ": " + failure.getMessage(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted while reading", interrupted);
    }
  }

  @FunctionalInterface
  private interface Reading<T extends @Nullable Object> {
    T with(Reader reader) throws SQLException;
  }

  /**
   * Writes a batch. Returns once it is on disk.
   *
   * @throws StorageException if the batch could not be written; then nothing of it is stored
   */
  public void write(Batch batch) {
    if (batch.isEmpty()) {
      return;
    }
    var each = new Waiting(batch, new CompletableFuture<>());
    waiting.add(each);
    // If the committer took the batch from the queue already, it also completes its future.
    if (closed && waiting.remove(each)) {
      requireOpen();
    }
    try {
      each.done().join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof StorageException known
          ? new StorageException(known.getMessage(), known)
          : failure;
    }
  }

  private void commitAll() {
    try {
      while (!closed) {
        commit(next());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    failAll(new ArrayList<>(waiting), new StorageException("the store is closed"));
  }

  private List<Waiting> next() throws InterruptedException {
    var group = new ArrayList<Waiting>();
    group.add(waiting.take());
    waiting.drainTo(group, MOST_TOGETHER - 1);
    return group;
  }

  private void commit(List<Waiting> group) {
    try {
      writer.commit(group.stream().map(Waiting::batch).toList());
      group.forEach(each -> each.done().complete(null));
    } catch (SQLException | RuntimeException | Error failure) {
      failAll(group, new StorageException("cannot write %s: %s".formatted(file, failure), failure));
      reopen();
    }
  }

  /** Replaces a connection that failed. It may hold half a batch, which is thus rolled back. */
  private void reopen() {
    try {
      writer.close();
    } catch (SQLException _) {
      // The connection is discarded in any case.
    }
    try {
      writer = new Writer(file, !temporary, false);
    } catch (SQLException | StorageException failure) {
      closed = true;
      LOG.log(Level.ERROR, "the table store stops: " + failure.getMessage());
    }
  }

  private static void failAll(List<Waiting> group, StorageException failure) {
    group.forEach(each -> each.done().completeExceptionally(failure));
  }

  /**
   * Copies the committed entries to a new file. Reads and writes go on meanwhile.
   *
   * @throws StorageException if the copy could not be made, is damaged, or the target exists
   */
  public void backup(Path target) {
    copy(file, target);
  }

  /**
   * Copies the committed entries to a new file, even while another process writes.
   *
   * @see <a href="https://www.sqlite.org/lang_vacuum.html#vacuuminto">VACUUM INTO</a>
   * @throws StorageException if the copy could not be made, is damaged, or the target exists
   */
  public static void copy(Path source, Path target) {
    if (!Files.isRegularFile(source)) {
      throw new StorageException(source + " is not a file");
    }
    if (Files.exists(target)) {
      throw new StorageException(target + " exists already");
    }
    // The copy gets its final name last, so that a file with that name is always complete.
    var part = target.resolveSibling(target.getFileName() + PART_SUFFIX);
    try {
      Files.deleteIfExists(part);
      vacuum(source, part);
      check(part);
      sync(part);
      Files.move(part, target);
    } catch (SQLException | IOException | StorageException failure) {
      deleteQuietly(part, failure);
      throw new StorageException("cannot copy to " + target + ": " + failure.getMessage(), failure);
    }
  }

  private static void vacuum(Path source, Path part) throws SQLException {
    try (var connection = Connections.copier(source);
        var copy = connection.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, part.toAbsolutePath().toString());
      copy.execute();
    }
  }

  private static void sync(Path part) throws IOException {
    try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void deleteQuietly(Path part, Exception failure) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException undeleted) {
      failure.addSuppressed(undeleted);
    }
  }

  /**
   * Checks every page of a file.
   *
   * @throws StorageException if the file is damaged, belongs to another program, or has another
   *     format
   */
  public static void check(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new StorageException(file + " is not a file");
    }
    try (var connection = Connections.reader(file)) {
      Format.check(connection, file, true);
    } catch (SQLException failure) {
      throw new StorageException(
          "%s cannot be read: %s".formatted(file, failure.getMessage()), failure);
    }
  }

  /** Returns whether the storage was closed, or had to stop because its file cannot be written. */
  public boolean isClosed() {
    return closed;
  }

  private void requireOpen() {
    if (closed) {
      throw new StorageException("the store is closed");
    }
  }

  private void closeConnections() throws SQLException {
    for (Reader reader : readers) {
      reader.close();
    }
    writer.close();
  }

  /** Closes the file. Waiting batches and later calls are refused. */
  @Override
  public synchronized void close() {
    closed = true;
    committer.interrupt();
    try {
      committer.join();
      var idle = new ArrayList<Reader>();
      while (idle.size() < READERS) {
        idle.add(readers.take());
      }
      // The readers go back, so that a thread that waits for one finds the store closed.
      readers.addAll(idle);
      closeConnections();
      if (temporary) {
        delete();
      }
    } catch (SQLException | IOException failure) {
      throw new StorageException("cannot close " + file + ": " + failure.getMessage(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted while closing", interrupted);
    }
  }

  private void delete() throws IOException {
    var folder = file.resolveSibling("");
    for (String suffix : List.of("", LOG_SUFFIX, "-shm")) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    }
    Files.deleteIfExists(folder);
  }
}
