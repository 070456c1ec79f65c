package dev.keyshelf.local.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Writes the events by which S3 and EventBridge tell a function of a new object. */
final class ObjectCreatedEvent {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ObjectCreatedEvent() {}

  static byte[] of(String region, String bucket, String key, long size, String eTag, Instant now) {
    var event = JSON.createObjectNode();
    var record = event.putArray("Records").addObject();
    record.put("eventVersion", "2.1");
    record.put("eventSource", "aws:s3");
    record.put("awsRegion", region);
    record.put("eventTime", now.toString());
    record.put("eventName", "ObjectCreated:Put");
    record.putObject("userIdentity").put("principalId", "AWS:LOCAL");
    record.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    record
        .putObject("responseElements")
        .put("x-amz-request-id", UUID.randomUUID().toString())
        .put("x-amz-id-2", "local");
    var s3 = record.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.put("configurationId", "local");
    var bucketNode = s3.putObject("bucket");
    bucketNode.put("name", bucket);
    bucketNode.putObject("ownerIdentity").put("principalId", "LOCAL");
    bucketNode.put("arn", "arn:aws:s3:::" + bucket);
    s3.putObject("object")
        .put("key", encoded(key))
        .put("size", size)
        .put("eTag", eTag.replace("\"", ""))
        .put("sequencer", "%016X".formatted(now.toEpochMilli()));
    return bytes(event);
  }

  /** Writes EventBridge's event of one object. Its key is not encoded. */
  static byte[] byEventBridge(
      String region, String bucket, String key, long size, String eTag, Instant now) {
    var event = JSON.createObjectNode();
    event.put("version", "0").put("id", UUID.randomUUID().toString());
    event.put("detail-type", "Object Created").put("source", "aws.s3");
    event
        .put("account", "000000000000")
        .put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", region).putArray("resources").add("arn:aws:s3:::" + bucket);
    var detail = event.putObject("detail").put("version", "0");
    detail.putObject("bucket").put("name", bucket);
    detail
        .putObject("object")
        .put("key", key)
        .put("size", size)
        .put("etag", eTag.replace("\"", ""))
        .put("sequencer", "%016X".formatted(now.toEpochMilli()));
    detail.put("request-id", UUID.randomUUID().toString()).put("requester", "LOCAL");
    detail.put("source-ip-address", "127.0.0.1").put("reason", "PutObject");
    return bytes(event);
  }

  private static byte[] bytes(ObjectNode event) {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Encodes a key as in HTML forms, where a space becomes a plus sign, but keeps slashes. */
  static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }
}
