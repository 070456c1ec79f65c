package dev.keyshelf.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The place of a record in its shard.
 *
 * @param sequenceNumber the record's
 * @param digest a digest of the record, which tells it from one of another table, or of an older
 *     copy of this table, that has the same number
 */
record Place(String sequenceNumber, String digest) {
  private static final int DIGEST_BYTES = 16;

  /** Returns the place of a record in the form of Lambda's event. */
  static Place of(JsonNode streamRecord) {
    var change = streamRecord.path("dynamodb");
    var told = new StringBuilder(streamRecord.path("eventName").asText());
    told.append('|').append(change.path("ApproximateCreationDateTime").asText());
    change
        .path("Keys")
        .propertyStream()
        .sorted((one, other) -> one.getKey().compareTo(other.getKey()))
        .forEach(key -> told.append('|').append(key.getKey()).append('=').append(key.getValue()));
    return new Place(sequenceNumber(streamRecord), digest(told.toString()));
  }

  static String sequenceNumber(JsonNode streamRecord) {
    return streamRecord.path("dynamodb").path("SequenceNumber").asText();
  }

  private static String digest(String text) {
    try {
      var sha256 =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
