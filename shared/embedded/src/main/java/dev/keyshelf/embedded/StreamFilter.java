package dev.keyshelf.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Decides which records of a stream a function receives: those that match at least one pattern, or
 * all if there is no pattern.
 *
 * <p>Of Lambda's filter syntax, it supports a text that must be equal and {@code prefix}, for
 * fields of any depth. A field that is a list of such rules matches if one of them does.
 *
 * @param patterns each has the shape of a record, with a list of rules instead of each value
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html">Using event
 *     filtering with a DynamoDB event source</a>
 */
public record StreamFilter(List<JsonNode> patterns) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public StreamFilter {
    patterns = List.copyOf(patterns);
  }

  /**
   * Parses the patterns of a mapping.
   *
   * @throws IllegalArgumentException if a pattern is not JSON, or uses syntax that is not supported
   */
  static StreamFilter parse(List<String> patterns) {
    return new StreamFilter(patterns.stream().map(StreamFilter::pattern).toList());
  }

  private static JsonNode pattern(String text) {
    try {
      var pattern = JSON.readTree(text);
      check(pattern);
      return pattern;
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("is not JSON: " + text, malformed);
    }
  }

  private static void check(JsonNode pattern) {
    if (!(pattern instanceof ObjectNode) || pattern.isEmpty()) {
      throw new IllegalArgumentException("needs an object with a field, but has " + pattern);
    }
    for (JsonNode below : pattern) {
      if (!below.isArray()) {
        check(below);
      } else if (below.isEmpty()) {
        throw new IllegalArgumentException("needs a rule, but has []");
      } else {
        below.forEach(StreamFilter::checkRule);
      }
    }
  }

  private static void checkRule(JsonNode rule) {
    if (!rule.isTextual() && prefix(rule).isEmpty()) {
      throw new IllegalArgumentException(
          "uses %s, but one machine supports only texts and {\"prefix\": \"...\"}".formatted(rule));
    }
  }

  private static Optional<String> prefix(JsonNode rule) {
    return Optional.ofNullable(rule.get("prefix"))
        .filter(prefix -> prefix.isTextual() && rule.size() == 1)
        .map(JsonNode::asText);
  }

  /** Returns whether the function receives a record, which has the form of Lambda's event. */
  public boolean accepts(JsonNode streamRecord) {
    return patterns.isEmpty()
        || patterns.stream().anyMatch(pattern -> matches(pattern, streamRecord));
  }

  private static boolean matches(JsonNode pattern, JsonNode value) {
    if (pattern.isArray()) {
      return pattern.valueStream().anyMatch(rule -> holds(rule, value));
    }
    return pattern
        .propertyStream()
        .allMatch(field -> matches(field.getValue(), value.path(field.getKey())));
  }

  private static boolean holds(JsonNode rule, JsonNode value) {
    return value.isTextual()
        && prefix(rule)
            .map(value.asText()::startsWith)
            .orElseGet(() -> value.asText().equals(rule.asText()));
  }
}
