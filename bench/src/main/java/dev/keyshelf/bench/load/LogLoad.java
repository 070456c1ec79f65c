package dev.keyshelf.bench.load;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.machine.OneMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A log with many records over thirty days, and a client that reads pages of it. */
public final class LogLoad {
  private static final PartnerId PARTNER = new PartnerId("partner-a");
  private static final Duration SPAN = Duration.ofDays(30);
  private static final int BATCH = 25;

  private final OneMachine machine;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String token;
  private final Instant end = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60);

  /** The kind of page to read. */
  public enum Kind {
    NEWEST("the newest 50", ""),
    OLDER("50 of 20 days ago", ""),
    RARE("2,000 for none", "&operation=KEY_ROTATED");

    private final String words;
    private final String filter;

    Kind(String words, String filter) {
      this.words = words;
      this.filter = filter;
    }

    public String words() {
      return words;
    }
  }

  public LogLoad(OneMachine machine) {
    this.machine = machine;
    this.token = machine.tokenFor("partner-a", "bench@partner-a.example", "GlobalAdmin");
  }

  /**
   * Writes records that differ only in their time. They are copies of one that the adapter wrote.
   */
  public void write(int count) {
    try (var dynamo = Stores.dynamoDb(machine.storeEnvironment())) {
      var table = dynamo.listTables().tableNames().getFirst();
      var sample = sample(dynamo, table);
      IntStream.range(0, Math.ceilDiv(count, BATCH))
          .parallel()
          .forEach(
              batch -> {
                var writes = new ArrayList<WriteRequest>();
                for (int i = batch * BATCH; i < Math.min(count, (batch + 1) * BATCH); i++) {
                  var at = end.minus(SPAN.multipliedBy(i).dividedBy(count));
                  var item = at(sample, at.truncatedTo(ChronoUnit.MILLIS));
                  writes.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
                }
                write(dynamo, Map.of(table, writes));
              });
    }
  }

  private static void write(DynamoDbClient dynamo, Map<String, List<WriteRequest>> all) {
    var left = all;
    while (!left.isEmpty()) {
      var request = left;
      left = dynamo.batchWriteItem(write -> write.requestItems(request)).unprocessedItems();
    }
  }

  /** Writes one record with the log's adapter, and returns its item. */
  private Map<String, AttributeValue> sample(DynamoDbClient dynamo, String table) {
    var act = new Act(new Actor.User("bench", Set.of("AdminAgent")), end, "request");
    var subject = Subject.of(CustomerId.next(end), OrderId.next(end));
    var record = ActivityRecord.of(PARTNER, act, Operation.ORDER_PLACED, subject);
    var environment = new HashMap<>(machine.storeEnvironment());
    environment.put("KEYSHELF_TABLE", table);
    try (var wiring = Wiring.of(environment, Clock.systemUTC())) {
      wiring.activityLog().record(record);
    }
    return dynamo
        .query(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(
                        Map.of(
                            ":pk",
                            AttributeValue.fromS(
                                "ACTIVITY#%s#%s"
                                    .formatted(PARTNER, end.toString().substring(0, 10))))))
        .items()
        .stream()
        .filter(item -> AttributeValue.fromS(record.id()).equals(item.get("id")))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, AttributeValue> at(Map<String, AttributeValue> sample, Instant at) {
    // Instant.toString omits the fraction of a whole second, but the log always has three digits.
    var isWhole = at.equals(at.truncatedTo(ChronoUnit.SECONDS));
    var text = at.plusMillis(isWhole ? 1 : 0).toString();
    var id = Ulids.next(at);
    var item = new HashMap<>(sample);
    var partition = "ACTIVITY#%s#%s".formatted(PARTNER, text.substring(0, 10));
    item.put("pk", AttributeValue.fromS(partition));
    item.put("sk", AttributeValue.fromS(text + "#" + id));
    item.put("at", AttributeValue.fromS(text));
    item.put("id", AttributeValue.fromS(id));
    return item;
  }

  /** Reads pages one after the other, and times each from its request to its whole answer. */
  public Latencies read(Kind kind, int pages) {
    var to = kind == Kind.OLDER ? end.minus(Duration.ofDays(20)) : end;
    var from = end.minus(SPAN);
    var path = "/v1/activity?from=%s&to=%s&limit=50%s".formatted(from, to, kind.filter);
    var request =
        HttpRequest.newBuilder(URI.create(machine.baseUrl() + path))
            .header("Authorization", "Bearer " + token)
            .build();
    var nanos = new long[pages];
    var start = System.nanoTime();
    for (int i = 0; i < pages; i++) {
      var began = System.nanoTime();
      send(request);
      nanos[i] = System.nanoTime() - began;
    }
    return Latencies.of(nanos, System.nanoTime() - start);
  }

  private void send(HttpRequest request) {
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
