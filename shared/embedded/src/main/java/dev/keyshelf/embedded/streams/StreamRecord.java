package dev.keyshelf.embedded.streams;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.items.Attributes;
import dev.keyshelf.embedded.items.Sizes;
import dev.keyshelf.embedded.items.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A record of a stream, which describes a change of an item.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>
 */
public final class StreamRecord {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StreamRecord() {}

  /**
   * Returns the bytes of a record. It gets its sequence number when it is stored.
   *
   * @param view which images the record holds, such as {@code NEW_IMAGE}
   * @param old the item before the change; empty if there was none
   * @param now the item after the change; empty if it was deleted
   * @param byExpiry whether the item was deleted because its TTL had passed
   */
  public static byte[] write(
      String view,
      Map<String, Value> key,
      Optional<Map<String, Value>> old,
      Optional<Map<String, Value>> now,
      Instant at,
      boolean byExpiry) {
    var record = JSON.createObjectNode();
    record.put("eventName", old.isEmpty() ? "INSERT" : now.isEmpty() ? "REMOVE" : "MODIFY");
    record
        .put("eventVersion", "1.1")
        .put("eventSource", "aws:dynamodb")
        .put("awsRegion", "us-east-1");
    var change = record.putObject("dynamodb");
    change.put("ApproximateCreationDateTime", at.getEpochSecond());
    change.set("Keys", Attributes.write(key));
    int size = Sizes.ofItem(key);
    if (now.isPresent() && (view.equals("NEW_IMAGE") || view.equals("NEW_AND_OLD_IMAGES"))) {
      change.set("NewImage", Attributes.write(now.get()));
      size += Sizes.ofItem(now.get());
    }
    if (old.isPresent() && (view.equals("OLD_IMAGE") || view.equals("NEW_AND_OLD_IMAGES"))) {
      change.set("OldImage", Attributes.write(old.get()));
      size += Sizes.ofItem(old.get());
    }
    change.put("SizeBytes", size).put("StreamViewType", view);
    if (byExpiry) {
      record
          .putObject("userIdentity")
          .put("Type", "Service")
          .put("PrincipalId", "dynamodb.amazonaws.com");
    }
    try {
      return JSON.writeValueAsBytes(record);
    } catch (IOException failure) {
      throw new UncheckedIOException("a stream record cannot be written", failure);
    }
  }

  /** Returns a stored record with its sequence number. */
  static ObjectNode read(byte[] bytes, String sequenceNumber) {
    try {
      var record = JSON.readValue(bytes, ObjectNode.class);
      record.put("eventID", sequenceNumber);
      record.withObject("dynamodb").put("SequenceNumber", sequenceNumber);
      return record;
    } catch (IOException failure) {
      throw new UncheckedIOException("a stream record cannot be read", failure);
    }
  }
}
