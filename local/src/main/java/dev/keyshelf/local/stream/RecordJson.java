package dev.keyshelf.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Writes a stream's record in the form of Lambda's event.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using AWS Lambda with
 *     Amazon DynamoDB</a>
 */
final class RecordJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RecordJson() {}

  static ObjectNode of(Record read, String streamArn) {
    var written = JSON.objectNode();
    written.put("eventID", read.eventID());
    written.put("eventName", read.eventNameAsString());
    written.put("eventVersion", read.eventVersion());
    written.put("eventSource", read.eventSource());
    written.put("awsRegion", read.awsRegion());
    written.put("eventSourceARN", streamArn);
    var change = read.dynamodb();
    var dynamodb = written.putObject("dynamodb");
    if (change.approximateCreationDateTime() != null) {
      dynamodb.put(
          "ApproximateCreationDateTime", change.approximateCreationDateTime().getEpochSecond());
    }
    dynamodb.set("Keys", item(change.keys()));
    if (change.hasNewImage()) {
      dynamodb.set("NewImage", item(change.newImage()));
    }
    if (change.hasOldImage()) {
      dynamodb.set("OldImage", item(change.oldImage()));
    }
    dynamodb.put("SequenceNumber", change.sequenceNumber());
    dynamodb.put("SizeBytes", change.sizeBytes());
    dynamodb.put("StreamViewType", change.streamViewTypeAsString());
    if (read.userIdentity() != null) {
      written
          .putObject("userIdentity")
          .put("type", read.userIdentity().type())
          .put("principalId", read.userIdentity().principalId());
    }
    return written;
  }

  private static ObjectNode item(Map<String, AttributeValue> attributes) {
    var item = JSON.objectNode();
    attributes.forEach((name, value) -> item.set(name, value(value)));
    return item;
  }

  private static JsonNode value(AttributeValue value) {
    var written = JSON.objectNode();
    switch (value.type()) {
      case S -> written.put("S", value.s());
      case N -> written.put("N", value.n());
      case BOOL -> written.put("BOOL", value.bool());
      case NUL -> written.put("NULL", value.nul());
      case B -> written.put("B", base64(value.b()));
      case SS -> value.ss().forEach(written.putArray("SS")::add);
      case NS -> value.ns().forEach(written.putArray("NS")::add);
      case BS -> value.bs().forEach(each -> written.withArray("BS").add(base64(each)));
      case L -> {
        var list = written.putArray("L");
        value.l().forEach(each -> list.add(value(each)));
      }
      case M -> written.set("M", item(value.m()));
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("an attribute has an unknown type");
    }
    return written;
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
  }
}
