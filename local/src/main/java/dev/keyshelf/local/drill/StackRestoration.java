package dev.keyshelf.local.drill;

import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.stack.Pause;
import dev.keyshelf.local.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableAlreadyExistsException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Restores the table of a stack on AWS to a point in time, into another table, and reads that table
 * with the seals that there were at that time. The stack's own table is only named, never read.
 */
public final class StackRestoration implements Restoration {
  private static final Duration PAUSE = Duration.ofSeconds(15);
  private static final String SEALS = "seals/";

  /** Items of a dozen texts take six times their stored size in memory. The checks index them. */
  private static final long TIMES_IN_MEMORY = 8;

  private static final long GIB = 1L << 30;
  private static final int TO_THE_HOUR = "2026-11-20T09".length();
  private static final DateTimeFormatter IN_NAMES =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Stack stack;
  private final Wish wish;
  private final long memory;
  private final Pause pause;
  private final Consumer<String> say;
  private final DynamoDbClient dynamoDb;
  private final S3Client s3;
  private @Nullable String restored;

  /**
   * What to restore.
   *
   * @param at the point in time; empty for the latest one
   * @param table the name of the table to create; empty for one of the stack and the time
   * @param keep whether the table stays
   */
  public record Wish(Optional<Instant> at, Optional<String> table, boolean keep) {}

  /**
   * Makes a restoration.
   *
   * @param memory how many bytes of memory the process may use
   * @param say prints a line about what goes on
   */
  public StackRestoration(Stack stack, Wish wish, long memory, Pause pause, Consumer<String> say) {
    this.stack = stack;
    this.wish = wish;
    this.memory = memory;
    this.pause = pause;
    this.say = say;
    this.dynamoDb = stack.dynamoDb();
    this.s3 = stack.s3();
  }

  @Override
  public Restored restore() {
    var source = stack.physical("table", "Table");
    var bucket = stack.physical("bucket", "SealsBucket");
    return stack.asked(
        () -> {
          var point = point(source);
          var target =
              wish.table()
                  .orElseGet(() -> "%s-drill-%s".formatted(stack.name(), IN_NAMES.format(point)));
          expectRoom(source);
          begin(source, target, point);
          awaitActive(target);
          var items = Reading.items(dynamoDb, target);
          var sealed = sealed(items);
          var seals = Reading.objects(s3, bucket, object -> isOf(object, point, sealed));
          return new Restored(items, seals, Optional.of(point));
        });
  }

  private Instant point(String source) {
    var recovery =
        dynamoDb
            .describeContinuousBackups(describe -> describe.tableName(source))
            .continuousBackupsDescription()
            .pointInTimeRecoveryDescription();
    if (recovery == null
        || recovery.pointInTimeRecoveryStatus() != PointInTimeRecoveryStatus.ENABLED) {
      throw new UserFault("the table %s has no point-in-time recovery".formatted(source));
    }
    return wish.at().map(at -> within(recovery, at)).orElseGet(recovery::latestRestorableDateTime);
  }

  private static Instant within(PointInTimeRecoveryDescription recovery, Instant at) {
    var earliest = recovery.earliestRestorableDateTime();
    var latest = recovery.latestRestorableDateTime();
    if (at.isBefore(earliest) || at.isAfter(latest)) {
      throw new UserFault("--at must be between %s and %s, was %s".formatted(earliest, latest, at));
    }
    return at;
  }

  /** Refuses a table that does not fit into memory, before its restore costs hours and money. */
  private void expectRoom(String source) {
    var stored =
        Optional.ofNullable(
                dynamoDb
                    .describeTable(describe -> describe.tableName(source))
                    .table()
                    .tableSizeBytes())
            .orElse(0L);
    var needed = stored * TIMES_IN_MEMORY;
    if (needed > memory) {
      throw new UserFault(
          ("the table %s has %s GiB, and a drill needs some %s times that in memory: run it where"
                  + " there is as much, with KEYSHELF_JAVA_OPTIONS=-Xmx%sg")
              .formatted(source, inGib(stored), TIMES_IN_MEMORY, inGib(needed)));
    }
  }

  private static long inGib(long bytes) {
    return Math.ceilDiv(bytes, GIB);
  }

  private void begin(String source, String target, Instant point) {
    try {
      dynamoDb.restoreTableToPointInTime(
          restore -> {
            restore.sourceTableName(source).targetTableName(target).restoreDateTime(point);
            if (!wish.keep()) {
              // The checks read no index, and to fill one takes as long as the table.
              restore.globalSecondaryIndexOverride(List.of());
            }
          });
    } catch (TableAlreadyExistsException _) {
      throw new UserFault("there is a table %s: name another one by --table".formatted(target));
    }
    restored = target;
    say.accept(
        ("restoring %s as of %s into the table %s, which takes from minutes to hours; if this"
                + " command is killed, delete that table")
            .formatted(source, point, target));
  }

  private void awaitActive(String target) {
    for (var status = status(target);
        !status.equals(TableStatus.ACTIVE.toString());
        status = status(target)) {
      if (!status.equals(TableStatus.CREATING.toString())) {
        throw new UserFault("the table %s is not restored: it is %s".formatted(target, status));
      }
      pause.of(PAUSE);
    }
  }

  /** A new table may be unknown for a moment. */
  private String status(String target) {
    try {
      return dynamoDb
          .describeTable(describe -> describe.tableName(target))
          .table()
          .tableStatusAsString();
    } catch (ResourceNotFoundException _) {
      return TableStatus.CREATING.toString();
    }
  }

  /** Returns the hour of the last seal of each partner that the copy notes. */
  private static Map<String, String> sealed(List<Map<String, AttributeValue>> items) {
    Map<String, String> hours = new HashMap<>();
    for (var item : items) {
      if (Restored.text(item, "pk").startsWith("SEALS#") && item.containsKey("sealed")) {
        hours.put(Restored.text(item, "sk"), hour(Restored.text(item, "sealed")));
      }
    }
    return hours;
  }

  /**
   * Returns whether an object is of the copy's time. Seals that were made later have records that
   * the copy lacks. The clocks of S3 and DynamoDB can differ by seconds, so that what the copy
   * notes counts, too.
   */
  private static boolean isOf(S3Object object, Instant point, Map<String, String> sealed) {
    var path = object.key().split("/", -1);
    if (!object.key().startsWith(SEALS) || path.length < 3) {
      return true;
    }
    var last = sealed.getOrDefault(path[1], "");
    return !object.lastModified().isAfter(point) || hour(path[2]).compareTo(last) <= 0;
  }

  /** Returns the hour at the beginning of a text, which is shorter if somebody changed it. */
  private static String hour(String text) {
    return text.substring(0, Math.min(TO_THE_HOUR, text.length()));
  }

  /** Deletes the restored table, unless it is to be kept. */
  @Override
  public void close() {
    try (dynamoDb;
        s3) {
      var table = restored;
      if (table == null) {
        return;
      }
      if (wish.keep()) {
        say.accept("the restored table stays: " + table);
        return;
      }
      try {
        dynamoDb.deleteTable(delete -> delete.tableName(table));
      } catch (SdkException refused) {
        throw new UserFault(
            "the restored table %s could not be deleted: delete it, since it costs its storage"
                .formatted(table),
            refused);
      }
    }
  }
}
