package dev.keyshelf.local.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An event, as the table holds it or as a reader is told.
 *
 * @param source the partner's path
 * @param subject the path of what it is about; empty if it is about nothing single
 */
record Told(
    long number,
    String id,
    Instant time,
    String source,
    String type,
    String outcome,
    String subject) {
  static Told of(Map<String, AttributeValue> item) {
    return new Told(
        Long.parseLong(Objects.requireNonNull(item.get("number")).n()),
        FeedAndLog.text(item, "id"),
        Instant.parse(FeedAndLog.text(item, "at")),
        "/v1/partners/" + FeedAndLog.text(item, "partner"),
        FeedAndLog.text(item, "type"),
        FeedAndLog.text(item, "outcome"),
        item.containsKey("subjectPath") ? FeedAndLog.text(item, "subjectPath") : "");
  }

  static Told of(JsonNode event) {
    return new Told(
        event.at("/data/number").asLong(),
        event.path("id").asText(),
        Instant.parse(event.path("time").asText()),
        event.path("source").asText(),
        event.path("type").asText(),
        event.at("/data/outcome").asText(),
        event.path("subject").asText());
  }
}
