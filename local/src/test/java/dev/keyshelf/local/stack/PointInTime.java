package dev.keyshelf.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.Stores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The embedded tables behind DynamoDB's actions for point-in-time recovery. A restore is a copy of
 * the table as it is, which is active once it was looked at twice.
 */
public final class PointInTime implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "DynamoDB_20120810.";

  private final URI endpoint;
  private final DynamoDbClient dynamoDb;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> creating = new ArrayList<>();
  private Instant latest = Instant.parse("2026-04-01T02:00:00Z");
  private boolean enabled = true;
  private boolean expiring;
  private long size;

  /** An answer of DynamoDB. */
  record Told(int status, String body) {}

  PointInTime(Map<String, String> environment) {
    endpoint = URI.create(String.valueOf(environment.get("AWS_ENDPOINT_URL_DYNAMODB")));
    dynamoDb = Stores.dynamoDb(environment);
  }

  /** Sets the latest restorable time. The earliest one is a day before. */
  public void latest(Instant time) {
    latest = time;
  }

  /** Disables the recovery. */
  public void disable() {
    enabled = false;
  }

  /** Sets the size of the tables in bytes. */
  public void size(long bytes) {
    size = bytes;
  }

  /** Has the credentials of the caller expire once a restore has begun. */
  public void expireOnceRestoring() {
    expiring = true;
  }

  /** Returns the names of all tables. */
  public List<String> names() {
    return dynamoDb.listTables().tableNames();
  }

  /** Returns how many indexes a table has. */
  public int indexes(String table) {
    return describe(table).globalSecondaryIndexes().size();
  }

  /** Returns a client of the tables. */
  public DynamoDbClient client() {
    return dynamoDb;
  }

  private TableDescription describe(String table) {
    return dynamoDb.describeTable(describe -> describe.tableName(table)).table();
  }

  Told answer(String target, String body) throws IOException {
    var asked = JSON.readTree(body);
    if (expiring && !creating.isEmpty()) {
      return new Told(
          400,
          "{\"__type\":\"com.amazon.coral.service#ExpiredTokenException\","
              + "\"message\":\"The security token included in the request is expired\"}");
    }
    return switch (target) {
      case VERSION + "DescribeContinuousBackups" -> new Told(200, backups());
      case VERSION + "RestoreTableToPointInTime" ->
          restore(
              asked.path("SourceTableName").asText(),
              asked.path("TargetTableName").asText(),
              !asked.has("GlobalSecondaryIndexOverride"));
      case VERSION + "DescribeTable" ->
          creating.remove(asked.path("TableName").asText())
              ? new Told(200, "{\"Table\":{\"TableStatus\":\"CREATING\"}}")
              : sized(handed(target, body));
      default -> handed(target, body);
    };
  }

  private Told sized(Told table) throws IOException {
    var body = JSON.readTree(table.body());
    if (body.path("Table") instanceof ObjectNode described) {
      described.put("TableSizeBytes", size);
    }
    return new Told(table.status(), body.toString());
  }

  private String backups() {
    return """
    {"ContinuousBackupsDescription":{"ContinuousBackupsStatus":"ENABLED","PointInTimeRecoveryDescription":
      {"PointInTimeRecoveryStatus":"%s","EarliestRestorableDateTime":%s,"LatestRestorableDateTime":%s}}}
    """
        .formatted(
            enabled ? "ENABLED" : "DISABLED",
            latest.getEpochSecond() - 86_400,
            latest.getEpochSecond());
  }

  private Told restore(String source, String target, boolean withIndexes) {
    if (names().contains(target)) {
      return new Told(
          400,
          "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TableAlreadyExistsException\","
              + "\"message\":\"Table already exists\"}");
    }
    copy(source, target, withIndexes);
    creating.addAll(List.of(target, target));
    return new Told(200, "{\"TableDescription\":{\"TableStatus\":\"CREATING\"}}");
  }

  /** Creates a table with the items of another one, but without its stream and its expiry. */
  public void copy(String source, String target, boolean withIndexes) {
    var table = describe(source);
    var key = table.keySchema().stream().map(KeySchemaElement::attributeName).toList();
    dynamoDb.createTable(
        create -> {
          create.tableName(target).keySchema(table.keySchema()).billingMode("PAY_PER_REQUEST");
          create.attributeDefinitions(
              table.attributeDefinitions().stream()
                  .filter(each -> withIndexes || key.contains(each.attributeName()))
                  .toList());
          if (withIndexes) {
            create.globalSecondaryIndexes(
                table.globalSecondaryIndexes().stream().map(PointInTime::index).toList());
          }
        });
    dynamoDb
        .scanPaginator(scan -> scan.tableName(source))
        .items()
        .forEach(item -> dynamoDb.putItem(put -> put.tableName(target).item(item)));
  }

  private static GlobalSecondaryIndex index(GlobalSecondaryIndexDescription index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.indexName())
        .keySchema(index.keySchema())
        .projection(index.projection())
        .build();
  }

  private Told handed(String target, String body) throws IOException {
    var request =
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", target)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Told(answer.statusCode(), answer.body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  @Override
  public void close() {
    dynamoDb.close();
    http.close();
  }
}
