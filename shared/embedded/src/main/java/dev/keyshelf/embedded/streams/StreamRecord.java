package dev.keyshelf.embedded.streams;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.items.Attributes;
import dev.keyshelf.embedded.items.ItemBytes;
import dev.keyshelf.embedded.items.Sizes;
import dev.keyshelf.embedded.items.Value;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A record of a stream, which describes a change of an item.
 *
 * <p>Each write of an item stores one, so its form is the cheapest: a byte of flags, the time in
 * seconds, and the key and the images in the form in which items are stored.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>
 */
public final class StreamRecord {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final byte[] NO_IMAGE = {};
  private static final int EXISTED = 1;
  private static final int EXISTS = 2;
  private static final int BY_EXPIRY = 4;

  private StreamRecord() {}

  /**
   * Returns the bytes of a record. It gets its sequence number when it is stored.
   *
   * @param view which images the record holds, such as {@code NEW_IMAGE}
   * @param old the item before the change; empty if there was none
   * @param now the stored form of the item after the change; empty if it was deleted
   * @param byExpiry whether the item was deleted because its TTL had passed
   */
  public static byte[] write(
      String view,
      Map<String, Value> key,
      Optional<Map<String, Value>> old,
      Optional<byte[]> now,
      Instant at,
      boolean byExpiry) {
    int flags =
        (old.isPresent() ? EXISTED : 0)
            | (now.isPresent() ? EXISTS : 0)
            | (byExpiry ? BY_EXPIRY : 0);
    byte[] keyBytes = ItemBytes.write(key);
    byte[] newImage = holdsNew(view) ? now.orElse(NO_IMAGE) : NO_IMAGE;
    byte[] oldImage = holdsOld(view) ? old.map(ItemBytes::write).orElse(NO_IMAGE) : NO_IMAGE;
    return ByteBuffer.allocate(1 + Long.BYTES + keyBytes.length + newImage.length + oldImage.length)
        .put((byte) flags)
        .putLong(at.getEpochSecond())
        .put(keyBytes)
        .put(newImage)
        .put(oldImage)
        .array();
  }

  private static boolean holdsNew(String view) {
    return view.equals("NEW_IMAGE") || view.equals("NEW_AND_OLD_IMAGES");
  }

  private static boolean holdsOld(String view) {
    return view.equals("OLD_IMAGE") || view.equals("NEW_AND_OLD_IMAGES");
  }

  /** Returns when the change of a stored record was made, in seconds since 1970. */
  static long seconds(byte[] bytes) {
    return ByteBuffer.wrap(bytes, 1, Long.BYTES).getLong();
  }

  /** Returns a stored record, as the API writes it, with its sequence number. */
  static ObjectNode read(byte[] bytes, String view, String sequenceNumber) {
    var in = ByteBuffer.wrap(bytes);
    int flags = in.get();
    boolean existed = (flags & EXISTED) != 0;
    boolean exists = (flags & EXISTS) != 0;
    var change = JSON.objectNode().put("ApproximateCreationDateTime", in.getLong());
    var key = ItemBytes.read(in);
    change.set("Keys", Attributes.write(key));
    int size = Sizes.ofItem(key);
    if (exists && holdsNew(view)) {
      size += addImage(change, "NewImage", in);
    }
    if (existed && holdsOld(view)) {
      size += addImage(change, "OldImage", in);
    }
    change.put("SequenceNumber", sequenceNumber).put("SizeBytes", size).put("StreamViewType", view);
    var written =
        JSON.objectNode()
            .put("eventID", sequenceNumber)
            .put("eventName", !existed ? "INSERT" : exists ? "MODIFY" : "REMOVE")
            .put("eventVersion", "1.1")
            .put("eventSource", "aws:dynamodb")
            .put("awsRegion", "us-east-1");
    written.set("dynamodb", change);
    if ((flags & BY_EXPIRY) != 0) {
      written
          .putObject("userIdentity")
          .put("Type", "Service")
          .put("PrincipalId", "dynamodb.amazonaws.com");
    }
    return written;
  }

  private static int addImage(ObjectNode change, String name, ByteBuffer in) {
    var image = ItemBytes.read(in);
    change.set(name, Attributes.write(image));
    return Sizes.ofItem(image);
  }
}
