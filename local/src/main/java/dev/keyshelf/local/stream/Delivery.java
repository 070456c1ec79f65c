package dev.keyshelf.local.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.Template.StreamMapping;
import dev.keyshelf.local.gateway.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Hands batches of records to a mapping's function, and reads which records it handled. */
final class Delivery {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StreamMapping mapping;
  private final Invocation functions;

  Delivery(StreamMapping mapping, Invocation functions) {
    this.mapping = mapping;
    this.functions = functions;
  }

  /**
   * Invokes the function once.
   *
   * @return how many records from the batch's first on were handled. It is 0 if the answer names a
   *     record that the batch does not have, as Lambda has it.
   * @throws RuntimeException if the function throws
   */
  int handled(List<ObjectNode> batch) {
    var answer = functions.invoke(mapping.function(), event(batch));
    return mapping.reportsFailures() ? beforeFailures(batch, parsed(answer)) : batch.size();
  }

  private static byte[] event(List<ObjectNode> batch) {
    var event = JSON.createObjectNode();
    event.putArray("Records").addAll(batch);
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static JsonNode parsed(byte[] answer) {
    try {
      return JSON.readTree(answer);
    } catch (IOException malformed) {
      throw new UncheckedIOException("the function's answer is not JSON", malformed);
    }
  }

  private static int beforeFailures(List<ObjectNode> batch, JsonNode answer) {
    var numbers = batch.stream().map(Place::sequenceNumber).toList();
    int handled = batch.size();
    for (JsonNode failure : answer.path("batchItemFailures")) {
      handled =
          Math.min(handled, Math.max(0, numbers.indexOf(failure.path("itemIdentifier").asText())));
    }
    return handled;
  }
}
