package dev.keyshelf.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.local.gateway.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A function that notes the keys of the records that it handles, and fails where it is told to. */
final class FakeFunction implements Invocation {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The keys of all handled records, in order. */
  final List<String> handled = new ArrayList<>();

  /** The sizes of all batches, in order. */
  final List<Integer> batches = new ArrayList<>();

  /** Keys of records that the function reports as failed. */
  final Set<String> failing = new HashSet<>();

  /** Keys of records for which the function throws. */
  final Set<String> throwing = new HashSet<>();

  @Override
  public byte[] invoke(String function, byte[] event) {
    var records = parsed(event).path("Records").valueStream().toList();
    batches.add(records.size());
    if (records.stream().map(FakeFunction::key).anyMatch(throwing::contains)) {
      throw new IllegalStateException("thrown by the test");
    }
    var failure = records.stream().filter(each -> failing.contains(key(each))).findFirst();
    records.stream()
        .takeWhile(each -> !failing.contains(key(each)))
        .map(FakeFunction::key)
        .forEach(handled::add);
    return failure
        .map(Place::sequenceNumber)
        .map("{\"batchItemFailures\": [{\"itemIdentifier\": \"%s\"}]}"::formatted)
        .orElse("{\"batchItemFailures\": []}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String key(JsonNode streamRecord) {
    return streamRecord.path("dynamodb").path("Keys").path("pk").path("S").asText();
  }

  private static JsonNode parsed(byte[] event) {
    try {
      return JSON.readTree(event);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
