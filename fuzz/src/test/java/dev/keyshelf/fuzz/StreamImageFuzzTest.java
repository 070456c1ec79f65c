package dev.keyshelf.fuzz;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.aws.LoggedRecords;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.events.PublishEventsHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** The input is the image of a new item, in JSON, as the table's stream hands it over. */
class StreamImageFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PublishEventsHandler publishEvents = new PublishEventsHandler(Edge.wiring());

  @FuzzTest(maxDuration = "10m")
  void isNothingOrTheRecordUnderItsKey(byte[] input) {
    parsed(input)
        .flatMap(StreamImageFuzzTest::event)
        .ifPresent(
            event -> {
              var image = event.getRecords().getFirst().getDynamodb().getNewImage();
              LoggedRecords.of(image).ifPresent(record -> mustBePublished(record, event));
            });
  }

  private static Optional<JsonNode> parsed(byte[] input) {
    try {
      return Optional.ofNullable(JSON.readTree(input)).filter(JsonNode::isObject);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Returns the event; empty if Lambda's serializer does not take it for one. */
  private static Optional<DynamodbEvent> event(JsonNode image) {
    var event = Edge.event("publish-events");
    ((ObjectNode) event.at("/Records/0/dynamodb")).set("NewImage", image);
    try {
      return Optional.of(
          LambdaEventSerializers.serializerFor(
                  DynamodbEvent.class, StreamImageFuzzTest.class.getClassLoader())
              .fromJson(
                  new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8))));
    } catch (RuntimeException _) {
      return Optional.empty();
    }
  }

  private void mustBePublished(ActivityRecord record, DynamodbEvent event) {
    var image = event.getRecords().getFirst().getDynamodb().getNewImage();
    var written =
        Objects.requireNonNull(image.get("pk")).getS()
            + " "
            + Objects.requireNonNull(image.get("sk")).getS();
    if (!written.equals(key(record))) {
      throw new AssertionError("must be %s, was %s".formatted(written, key(record)));
    }
    try {
      var answer = publishEvents.handleRequest(event, Edge.CONTEXT);
      throw new AssertionError("the record was not published: " + answer);
    } catch (NoStore.Reached _) {
      // It is about to be published.
    }
  }

  private static String key(ActivityRecord record) {
    var at = record.at().toString();
    return "ACTIVITY#%s#%s %s#%s"
        .formatted(
            record.partner(), at.substring(0, "2026-11-20".length()), millis(at), record.id());
  }

  /** An instant leaves out a fraction of zero, and a key does not. */
  private static String millis(String at) {
    return at.contains(".") ? at : at.replace("Z", ".000Z");
  }
}
