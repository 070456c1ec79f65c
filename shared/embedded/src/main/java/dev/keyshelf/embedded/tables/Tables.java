package dev.keyshelf.embedded.tables;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.items.ItemBytes;
import dev.keyshelf.embedded.items.KeyBytes;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Value;
import dev.keyshelf.embedded.storage.Batch;
import dev.keyshelf.embedded.storage.Storage;
import dev.keyshelf.embedded.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;

/** The tables of a store. */
public final class Tables {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BACKFILL_BATCH = 1_000;

  private final Storage storage;
  private final InstantSource clock;
  private final ConcurrentSkipListMap<String, Table> byName = new ConcurrentSkipListMap<>();
  private int lastId;

  /** Reads the tables' definitions from a storage. */
  public Tables(Storage storage, InstantSource clock) {
    this.storage = storage;
    this.clock = clock;
    byte[] prefix = Place.TABLE.key().toArray();
    storage.scan(
        prefix,
        KeyBytes.afterAll(prefix),
        true,
        (_, value) -> {
          var table = Table.of(parse(value));
          byName.put(table.name(), table);
          lastId = Math.max(lastId, table.id());
          return true;
        });
  }

  private static ObjectNode parse(byte[] definition) {
    try {
      return JSON.readValue(definition, ObjectNode.class);
    } catch (IOException failure) {
      throw new UncheckedIOException("a table's definition cannot be read", failure);
    }
  }

  /**
   * Finds a table.
   *
   * @throws Refusal if no table has this name; the message does not repeat the name
   */
  public Table get(String name) {
    return find(name)
        .orElseThrow(
            () -> new Refusal("ResourceNotFoundException", "Requested resource not found"));
  }

  /** Finds a table; empty if no table has this name. */
  public Optional<Table> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Finds a table, for the operations whose error message repeats the name.
   *
   * @throws Refusal if no table has this name
   */
  public Table described(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new Refusal(
                    "ResourceNotFoundException",
                    "Requested resource not found: Table: " + name + " not found"));
  }

  /** Returns all tables, in the order of their names. */
  public List<Table> all() {
    return List.copyOf(byName.values());
  }

  /** Returns the tables whose names come after a name (exclusive), in this order. */
  public List<Table> after(String name) {
    return List.copyOf(byName.tailMap(name, false).values());
  }

  /**
   * Creates a table.
   *
   * @param request a valid request of CreateTable
   * @throws Refusal if a table has this name already
   */
  public synchronized Table create(ObjectNode request) {
    String name = request.get("TableName").asText();
    if (byName.containsKey(name)) {
      throw new Refusal("ResourceInUseException", "Table already exists: " + name);
    }
    var definition = request.deepCopy();
    definition.put(Table.ID, ++lastId);
    definition.put(Table.CREATED_AT, clock.millis());
    var table = Table.of(definition);
    // The new id may be that of a deleted table, for which a late write may have left entries.
    save(table, removeAll(table, new Batch()));
    return table;
  }

  /**
   * Deletes a table with all its items.
   *
   * @throws Refusal if no table has this name
   */
  public synchronized Table delete(String name) {
    var table = described(name);
    byName.remove(name);
    try {
      storage.write(
          removeAll(table, new Batch().remove(Place.TABLE.key().addText(name).toArray())));
    } catch (StorageException failure) {
      byName.put(name, table);
      throw failure;
    }
    return table;
  }

  private static Batch removeAll(Table table, Batch batch) {
    table.prefixes().forEach(prefix -> batch.removeAll(prefix, KeyBytes.afterAll(prefix)));
    return batch;
  }

  /** Sets or clears the attribute that holds an item's expiry. */
  public synchronized void expireBy(Table table, Optional<String> attribute) {
    var definition = table.definition().deepCopy();
    definition.remove(Table.TTL);
    attribute.ifPresent(name -> definition.put(Table.TTL, name));
    var changed = Table.of(definition);
    byte[] prefix = table.expiryPrefix();
    save(changed, new Batch().removeAll(prefix, KeyBytes.afterAll(prefix)));
    if (attribute.isPresent()) {
      noteExpiries(changed);
    }
  }

  /**
   * Adds the last global index of a definition to its table, with the items that the table has.
   * Nothing may be written to the table meanwhile.
   *
   * @param definition the table's own with one more global index, checked already
   */
  public synchronized Table addIndex(ObjectNode definition) {
    var changed = Table.of(definition);
    var added = changed.indexes().getLast();
    byte[] entries = changed.all(Optional.of(added)).toArray();
    // A run that was killed may have left entries. The definition is stored once all are there.
    storage.write(new Batch().removeAll(entries, KeyBytes.afterAll(entries)));
    eachItem(
        changed,
        (item, batch) -> {
          if (added.holds(item)) {
            batch.put(
                changed.place(added, item), ItemBytes.write(added.project(item, changed.key())));
          }
        });
    save(changed, new Batch());
    return changed;
  }

  /**
   * Enables or disables the stream of a table. A new stream begins empty. A disabled one disappears
   * with its records.
   *
   * @param definition the table's own with another stream specification, checked already
   */
  public synchronized Table stream(ObjectNode definition) {
    definition.put(Table.STREAM_SINCE, clock.millis());
    var changed = Table.of(definition);
    byte[] records = changed.streamPrefix();
    save(changed, new Batch().removeAll(records, KeyBytes.afterAll(records)));
    return changed;
  }

  private void noteExpiries(Table table) {
    eachItem(
        table, (item, batch) -> table.expiry(item).ifPresent(key -> batch.put(key, new byte[0])));
  }

  private void eachItem(Table table, BiConsumer<Map<String, Value>, Batch> note) {
    byte[] all = table.all(Optional.empty()).toArray();
    byte[] end = KeyBytes.afterAll(all);
    byte[] from = all;
    while (from.length > 0) {
      var batch = new Batch();
      int[] count = {0};
      byte[][] last = {new byte[0]};
      storage.scan(
          from,
          end,
          true,
          (place, item) -> {
            note.accept(ItemBytes.read(item), batch);
            last[0] = place;
            return ++count[0] < BACKFILL_BATCH;
          });
      storage.write(batch);
      from = count[0] < BACKFILL_BATCH ? new byte[0] : Arrays.copyOf(last[0], last[0].length + 1);
    }
  }

  private void save(Table table, Batch batch) {
    try {
      batch.put(
          Place.TABLE.key().addText(table.name()).toArray(),
          JSON.writeValueAsBytes(table.definition()));
    } catch (IOException failure) {
      throw new UncheckedIOException("a table's definition cannot be written", failure);
    }
    storage.write(batch);
    byName.put(table.name(), table);
  }

  /** Returns the storage key of a transaction's token that was used at a certain time. */
  public static byte[] token(Instant usedAt, String text) {
    return Place.TOKEN.key().addLong(usedAt.toEpochMilli()).addText(text).toArray();
  }

  /** Returns the beginning of the storage keys of all tokens. */
  public static byte[] tokens() {
    return Place.TOKEN.key().toArray();
  }
}
