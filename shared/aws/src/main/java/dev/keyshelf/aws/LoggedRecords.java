package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads activity records from items that others may have written: of the log, or of its stream. */
public final class LoggedRecords {
  private static final String LOG = "ACTIVITY#";

  private LoggedRecords() {}

  /**
   * Returns whether an item belongs to the log. Without a key, nobody knows, so it does.
   *
   * @param keys the key of the item; null if the stream has none
   */
  public static boolean isOfTheLog(
      @Nullable
          Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
          keys) {
    var partition = keys == null ? null : keys.get(Keys.PARTITION);
    return partition == null || partition.getS() == null || partition.getS().startsWith(LOG);
  }

  /** Returns the record of a stream's image; empty if it is not a well-formed activity record. */
  public static Optional<ActivityRecord> of(
      Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
          image) {
    try {
      var item = Item.of(converted(image));
      var partition = item.text(Keys.PARTITION);
      var end = partition.lastIndexOf('#');
      return partition.startsWith(LOG) && end > LOG.length()
          ? of(new PartnerId(partition.substring(LOG.length(), end)), item)
          : Optional.empty();
    } catch (IllegalArgumentException | IllegalStateException _) {
      return Optional.empty();
    }
  }

  /** Returns the record of a log item; empty if it is none, or lies under the key of another. */
  static Optional<ActivityRecord> of(PartnerId partner, Item item) {
    try {
      var record = ActivityItems.record(partner, item);
      var isInItsPlace = Keys.activity(partner, record.at(), record.id()).equals(item.key());
      return isInItsPlace ? Optional.of(record) : Optional.empty();
    } catch (IllegalArgumentException
        | IllegalStateException
        | NullPointerException
        | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Map<String, AttributeValue> converted(
      Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
          image) {
    Map<String, AttributeValue> values = new HashMap<>();
    image.forEach((name, value) -> values.put(name, converted(value)));
    return values;
  }

  private static AttributeValue converted(
      com.amazonaws.services.lambda.runtime.events.models.dynamodb.@Nullable AttributeValue value) {
    if (value == null) {
      throw new IllegalArgumentException("an attribute without a value");
    }
    var builder = AttributeValue.builder();
    if (value.getS() != null) {
      return builder.s(value.getS()).build();
    }
    if (value.getN() != null) {
      return builder.n(value.getN()).build();
    }
    if (value.getBOOL() != null) {
      return builder.bool(value.getBOOL()).build();
    }
    if (value.getB() != null) {
      return builder.b(SdkBytes.fromByteBuffer(value.getB())).build();
    }
    if (value.getSS() != null) {
      return builder.ss(value.getSS()).build();
    }
    if (value.getM() != null) {
      return builder.m(converted(value.getM())).build();
    }
    if (value.getL() != null) {
      return builder.l(value.getL().stream().map(LoggedRecords::converted).toList()).build();
    }
    throw new IllegalArgumentException("a type that no item of the log has");
  }
}
