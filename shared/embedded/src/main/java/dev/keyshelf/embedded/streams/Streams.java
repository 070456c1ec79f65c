package dev.keyshelf.embedded.streams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.items.KeyBytes;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.storage.Batch;
import dev.keyshelf.embedded.storage.Storage;
import dev.keyshelf.embedded.tables.Table;
import dev.keyshelf.embedded.tables.Tables;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The streams of tables. Each stream has one shard, which is never closed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html">Change
 *     data capture for DynamoDB Streams</a>
 */
public final class Streams {
  private static final Duration REMEMBERED = Duration.ofHours(24);
  private static final Duration ITERATOR_LIFETIME = Duration.ofMinutes(15);
  private static final int MOST_BYTES = 1024 * 1024;
  private static final int TRIMMED_AT_ONCE = 1_000;

  /** Sequence numbers have at least 21 digits, so that they also sort as strings. */
  private static final BigInteger FIRST = BigInteger.TEN.pow(20);

  private final Storage storage;
  private final Tables tables;
  private final InstantSource clock;

  public Streams(Storage storage, Tables tables, InstantSource clock) {
    this.storage = storage;
    this.tables = tables;
    this.clock = clock;
  }

  /** Returns the tables that have a stream, by name. */
  public List<Table> all() {
    return tables.all().stream().filter(table -> table.streamView().isPresent()).toList();
  }

  /**
   * Finds the table of a stream.
   *
   * @throws Refusal if no stream has this Amazon Resource Name
   */
  public Table table(String streamArn) {
    return all().stream()
        .filter(table -> table.streamArn().equals(streamArn))
        .findFirst()
        .orElseThrow(() -> notFound("Stream: " + streamArn + " not found"));
  }

  private static Refusal notFound(String what) {
    return new Refusal("ResourceNotFoundException", "Requested resource not found: " + what);
  }

  /** Returns the id of a table's one shard. */
  public static String shard(Table table) {
    var millis = Long.toString(table.streamSince().toEpochMilli());
    return "shardId-" + "0".repeat(20 - millis.length()) + millis + "-00000001";
  }

  /** Returns the sequence number at which each shard starts. */
  public static String start() {
    return FIRST.toString();
  }

  private static String sequenceNumber(long number) {
    return FIRST.add(BigInteger.valueOf(number)).toString();
  }

  private static long number(String sequenceNumber) {
    try {
      long number = new BigInteger(sequenceNumber).subtract(FIRST).longValueExact();
      if (number >= 0) {
        return number;
      }
    } catch (ArithmeticException | NumberFormatException _) {
      // The exception below reports this, as it does a number that is too small.
    }
    throw Refusal.validation("Invalid SequenceNumber: " + sequenceNumber);
  }

  /**
   * The position of an iterator.
   *
   * @param after the number of the last record before the position
   * @param madeAt when the iterator was made, which decides when it expires
   */
  private record Position(String streamArn, long after, Instant madeAt) {
    String toToken() {
      var text = after + "|" + madeAt + "|" + streamArn;
      return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Position of(String token) {
      try {
        var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        var parts = text.split("\\|", 3);
        return new Position(parts[2], Long.parseLong(parts[0]), Instant.parse(parts[1]));
      } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException malformed) {
        throw Refusal.validation("Invalid ShardIterator");
      }
    }
  }

  /**
   * Returns an iterator of a shard.
   *
   * @param sequenceNumber needed for the types that start at or after a sequence number
   * @throws Refusal if there is no such shard, or the sequence number is missing or too old
   */
  public String iterator(
      String streamArn, String shardId, String type, Optional<String> sequenceNumber) {
    var table = table(streamArn);
    if (!shard(table).equals(shardId)) {
      throw notFound("Shard: " + shardId + " in Stream: " + streamArn + " not found");
    }
    long after =
        switch (type) {
          case "TRIM_HORIZON" -> 0;
          case "LATEST" -> last(table);
          case "AT_SEQUENCE_NUMBER" -> kept(table, sequenceNumber) - 1;
          default -> kept(table, sequenceNumber);
        };
    return new Position(streamArn, after, clock.instant()).toToken();
  }

  private long kept(Table table, Optional<String> sequenceNumber) {
    long wanted =
        number(
            sequenceNumber.orElseThrow(
                () ->
                    Refusal.validation(
                        "SequenceNumber must be specified for this ShardIteratorType")));
    long trimmed = lastTrimmed(table);
    if (trimmed > 0 && wanted <= trimmed) {
      throw trimmed();
    }
    return wanted;
  }

  private static Refusal trimmed() {
    return new Refusal(
        "TrimmedDataAccessException",
        "The operation attempted to read past the oldest stream record in a shard.");
  }

  /** Returns the number of the newest record, or of the last trimmed one if none is left. */
  private long last(Table table) {
    long[] found = {lastTrimmed(table)};
    storage.scan(
        record(table, 0),
        KeyBytes.afterAll(table.streamPrefix()),
        false,
        (key, _) -> {
          found[0] = number(table, key);
          return false;
        });
    return found[0];
  }

  /** Returns the number of the last trimmed record, or 0 if none was trimmed. */
  private long lastTrimmed(Table table) {
    return storage
        .get(table.streamPrefix())
        .map(value -> ByteBuffer.wrap(value).getLong())
        .orElse(0L);
  }

  private static byte[] record(Table table, long number) {
    return new KeyBytes().add(table.streamPrefix()).addLong(number).toArray();
  }

  private static long number(Table table, byte[] record) {
    return ByteBuffer.wrap(record, table.streamPrefix().length, Long.BYTES).getLong();
  }

  /** Some records of a shard, and the iterator for the next ones. */
  public record Page(List<ObjectNode> records, String next) {}

  /**
   * Reads the records from an iterator on.
   *
   * @param limit the most records to return; a page also ends when it reaches 1 MiB
   * @throws Refusal if the iterator is malformed or older than 15 minutes, or records after it were
   *     trimmed
   */
  public Page read(String iterator, int limit) {
    var position = Position.of(iterator);
    var now = clock.instant();
    if (position.madeAt().plus(ITERATOR_LIFETIME).isBefore(now)) {
      throw new Refusal(
          "ExpiredIteratorException",
          "The provided iterator exceeds the maximum age allowed: 15 minutes");
    }
    var table = table(position.streamArn());
    // Position 0 stands for the oldest record that is left, and is never too old.
    if (position.after() > 0 && position.after() < lastTrimmed(table)) {
      throw trimmed();
    }
    var view = table.streamView().orElseThrow();
    var records = new ArrayList<ObjectNode>();
    long[] last = {position.after()};
    long[] bytes = {0};
    storage.scan(
        record(table, position.after() + 1),
        KeyBytes.afterAll(table.streamPrefix()),
        true,
        (key, value) -> {
          last[0] = number(table, key);
          records.add(StreamRecord.read(value, view, sequenceNumber(last[0])));
          bytes[0] += value.length;
          return records.size() < limit && bytes[0] < MOST_BYTES;
        });
    return new Page(records, new Position(position.streamArn(), last[0], now).toToken());
  }

  /** Deletes the records that are more than 24 hours old. Returns how many. */
  public int trim(Table table, Instant now) {
    long oldest = now.minus(REMEMBERED).getEpochSecond();
    int gone = 0;
    while (true) {
      var batch = new Batch();
      int[] found = {0};
      storage.scan(
          record(table, 0),
          KeyBytes.afterAll(table.streamPrefix()),
          true,
          (key, value) -> {
            if (StreamRecord.seconds(value) >= oldest) {
              return false;
            }
            batch.remove(key).put(table.streamPrefix(), eightBytes(number(table, key)));
            return ++found[0] < TRIMMED_AT_ONCE;
          });
      storage.write(batch);
      gone += found[0];
      if (found[0] < TRIMMED_AT_ONCE) {
        return gone;
      }
    }
  }

  private static byte[] eightBytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
