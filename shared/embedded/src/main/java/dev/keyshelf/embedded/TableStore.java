package dev.keyshelf.embedded;

import dev.keyshelf.embedded.items.Value;
import dev.keyshelf.embedded.operations.Operations;
import dev.keyshelf.embedded.storage.Storage;
import dev.keyshelf.embedded.streams.Streams;
import dev.keyshelf.embedded.tables.ItemCounts;
import dev.keyshelf.embedded.tables.Tables;
import dev.keyshelf.embedded.transactions.Action;
import dev.keyshelf.embedded.transactions.Items;
import dev.keyshelf.embedded.wire.Exchange;
import dev.keyshelf.embedded.wire.InProcess;
import dev.keyshelf.embedded.wire.Loopback;
import dev.keyshelf.embedded.wire.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table store: the part of the DynamoDB API that Keyshelf uses, on one machine. */
public final class TableStore implements AutoCloseable {
  /** The file in the data directory that holds all tables. */
  static final String FILE = "tables.db";

  private final Storage storage;
  private final Tables tables;
  private final Items items;
  private final Streams streams;
  private final Loopback loopback;

  private TableStore(Storage storage, Trouble trouble, int port, InstantSource clock)
      throws IOException {
    this.storage = storage;
    this.tables = new Tables(storage, clock);
    this.items = new Items(storage, clock);
    this.streams = new Streams(storage, tables, clock);
    var exchange =
        new Exchange(
            new Operations(storage, tables, new ItemCounts(storage, clock), items, streams),
            trouble);
    try {
      this.loopback = Loopback.start(exchange, port);
    } catch (IOException | RuntimeException failure) {
      items.close();
      throw failure;
    }
    InProcess.add(loopback.port(), exchange);
  }

  /**
   * Starts a store.
   *
   * @param directory null for a temporary file
   * @param port 0 for any free port
   * @throws IOException if the port is busy or the directory cannot be created
   */
  static TableStore start(@Nullable Path directory, int port, Trouble trouble) throws IOException {
    return start(directory, port, trouble, InstantSource.system());
  }

  /** Starts a store that takes its time from a clock. */
  static TableStore start(@Nullable Path directory, int port, Trouble trouble, InstantSource clock)
      throws IOException {
    var storage =
        directory == null
            ? Storage.temporary()
            : Storage.open(Files.createDirectories(directory).resolve(FILE));
    try {
      return new TableStore(storage, trouble, port, clock);
    } catch (IOException | RuntimeException failure) {
      storage.close();
      throw failure;
    }
  }

  int port() {
    return loopback.port();
  }

  /** Returns the tables' streams, for a reader in this process. */
  public Streams streams() {
    return streams;
  }

  /** Runs something after each commit that adds a record to a stream. It must return at once. */
  public void onChange(Runnable listener) {
    items.onChange(listener);
  }

  /** Sets how long after its item a global index changes. */
  public void delayIndexes(Duration delay) {
    items.delayIndexes(delay);
  }

  /**
   * Puts items into a table as one batch, without a request. Requests take several times as long.
   *
   * @param all items with the table's key, each key once
   */
  public void put(String table, List<Map<String, Value>> all) {
    var its = tables.get(table);
    items.writeEach(
        all.stream()
            .map(
                item ->
                    new Action(
                        its,
                        its.key().of(item),
                        new Action.Change.Put(item),
                        Optional.empty(),
                        false))
            .toList());
  }

  /** Deletes expired items and stream records that are more than a day old. */
  public void tidy(Instant now) {
    tables.all().stream()
        .filter(table -> table.ttlAttribute().isPresent())
        .forEach(table -> items.expire(table, now));
    streams.all().forEach(table -> streams.trim(table, now));
  }

  /** Copies all tables to a new file. Reads and writes go on meanwhile. */
  public void backup(Path target) {
    storage.backup(target);
  }

  @Override
  public void close() {
    InProcess.remove(loopback.port());
    try (storage;
        items;
        loopback) {
      // Java closes them in reverse order, and goes on if one fails to close.
    }
  }
}
