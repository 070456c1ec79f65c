package dev.keyshelf.local.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.local.gateway.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Hands batches of a stream over as badly as a stream may: the function dies, and the batch comes
 * again, several times, at the same time, in pieces and in another order. While it is off, it hands
 * over nothing, and what it should have handed over is lost.
 */
final class RoughStream implements Invocation {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Functions functions;
  private final Kills kills;
  private final Random random;
  private boolean isOff;
  private int lost;

  RoughStream(Functions functions, Kills kills, Random random) {
    this.functions = functions;
    this.kills = kills;
    this.random = random;
  }

  void turn(boolean on) {
    isOff = !on;
  }

  /** Returns how many records were not handed over, because the stream was off. */
  int lost() {
    return lost;
  }

  @Override
  public byte[] invoke(String function, byte[] event) {
    if (isOff) {
      lost += records(event).size();
      return "{\"batchItemFailures\": []}".getBytes(StandardCharsets.UTF_8);
    }
    switch (random.nextInt(8)) {
      case 0 -> functions.invoke(function, event);
      case 1 -> atOnce(function, List.of(event, event));
      case 2 -> atOnce(function, pieces(event));
      default -> {
        for (int i = 0; i < 4; i++) {
          kills.during(() -> functions.invoke(function, event));
        }
      }
    }
    return functions.invoke(function, event);
  }

  private void atOnce(String function, List<byte[]> events) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<byte[]>>();
      for (var each : events) {
        answers.add(threads.submit(() -> functions.invoke(function, each)));
      }
      for (var answer : answers) {
        answer.get();
      }
    } catch (ExecutionException failed) {
      throw new AssertionError(function + " failed beside itself", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Cuts a batch in two, the end first. */
  private List<byte[]> pieces(byte[] event) {
    var records = records(event);
    int cut = random.nextInt(records.size() + 1);
    return List.of(piece(records, cut, records.size()), piece(records, 0, cut));
  }

  private static JsonNode records(byte[] event) {
    try {
      return JSON.readTree(event).path("Records");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] piece(JsonNode records, int from, int to) {
    ObjectNode event = JSON.createObjectNode();
    var piece = event.putArray("Records");
    for (int i = from; i < to; i++) {
      piece.add(records.get(i));
    }
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }
}
