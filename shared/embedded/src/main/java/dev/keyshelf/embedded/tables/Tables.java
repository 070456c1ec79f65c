package dev.keyshelf.embedded.tables;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.items.ItemBytes;
import dev.keyshelf.embedded.items.KeyBytes;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.storage.Batch;
import dev.keyshelf.embedded.storage.Storage;
import dev.keyshelf.embedded.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The tables of a store. */
public final class Tables {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BACKFILL_BATCH = 1_000;

  private final Storage storage;
  private final InstantSource clock;
  private final ConcurrentSkipListMap<String, Table> byName = new ConcurrentSkipListMap<>();
  private int lastId;

  /** Reads the definitions that a storage holds. */
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
   * @throws Refusal if there is none of this name
   */
  public Table get(String name) {
    return find(name)
        .orElseThrow(
            () -> new Refusal("ResourceNotFoundException", "Requested resource not found"));
  }

  /** Finds a table. */
  public Optional<Table> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Finds a table, for the operations that tell its name when there is none.
   *
   * @throws Refusal if there is none of this name
   */
  public Table described(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new Refusal(
                    "ResourceNotFoundException",
                    "Requested resource not found: Table: " + name + " not found"));
  }

  /** Returns all tables, by name. */
  public List<Table> all() {
    return List.copyOf(byName.values());
  }

  /** Returns the tables whose names come after one. */
  public List<Table> after(String name) {
    return List.copyOf(byName.tailMap(name, false).values());
  }

  /**
   * Creates a table.
   *
   * @param request what CreateTable said, checked already
   * @throws Refusal if there is a table of this name
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
    // A write that was late for a deleted table may have left something, and its id comes again.
    save(table, removeAll(table, new Batch()));
    return table;
  }

  /**
   * Deletes a table with all its items.
   *
   * @throws Refusal if there is none of this name
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

  /** Sets or clears the attribute that holds when an item expires. */
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

  private void noteExpiries(Table table) {
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
            table.expiry(ItemBytes.read(item)).ifPresent(key -> batch.put(key, new byte[0]));
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

  /** Returns where a request's token lies that was used at a time. */
  public static byte[] token(Instant usedAt, String text) {
    return Place.TOKEN.key().addLong(usedAt.toEpochMilli()).addText(text).toArray();
  }

  /** Returns what the keys of all tokens begin with. */
  public static byte[] tokens() {
    return Place.TOKEN.key().toArray();
  }
}
