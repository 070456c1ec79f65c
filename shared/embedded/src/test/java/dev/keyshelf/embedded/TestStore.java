package dev.keyshelf.embedded;

import dev.keyshelf.embedded.wire.InProcess;
import dev.keyshelf.embedded.wire.Trouble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A store with clients. Tests can advance its clock. */
final class TestStore implements AutoCloseable {
  static final String TABLE = "items";

  /** The global index with the key "group". */
  static final String INDEX = "by-group";

  final TableStore store;

  /** A client that does not retry. */
  final DynamoDbClient client;

  final DynamoDbStreamsClient streams;
  private final Clock clock;

  private static final class Clock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-29T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }
  }

  private TestStore(TableStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.client = client(store, InProcess.builder(), false);
    this.streams =
        DynamoDbStreamsClient.builder()
            .httpClientBuilder(InProcess.builder())
            .region(Region.US_EAST_1)
            .endpointOverride(endpoint(store))
            .credentialsProvider(credentials())
            .build();
  }

  /** Starts a store in a temporary file, and creates the table. */
  static TestStore start() throws IOException {
    return start(null, Trouble.none()).withTable(null);
  }

  static TestStore start(@Nullable Path directory, Trouble trouble) throws IOException {
    var clock = new Clock();
    return new TestStore(TableStore.start(directory, 0, trouble, clock), clock);
  }

  /**
   * Creates the table, with the key "pk" and the index.
   *
   * @param view the images that the table's stream holds; null for no stream
   */
  TestStore withTable(@Nullable StreamViewType view) {
    client.createTable(
        create -> {
          describe(create);
          if (view != null) {
            create.streamSpecification(stream -> stream.streamEnabled(true).streamViewType(view));
          }
        });
    return this;
  }

  private static void describe(CreateTableRequest.Builder create) {
    create
        .tableName(TABLE)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(text("pk"), text("group"))
        .keySchema(partition("pk"))
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName(INDEX)
                .keySchema(partition("group"))
                .projection(keys -> keys.projectionType(ProjectionType.KEYS_ONLY))
                .build());
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement partition(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
  }

  static DynamoDbClient client(TableStore store, SdkHttpClient.Builder<?> http, boolean retries) {
    return DynamoDbClient.builder()
        .httpClientBuilder(http)
        .region(Region.US_EAST_1)
        .endpointOverride(endpoint(store))
        .credentialsProvider(credentials())
        .overrideConfiguration(
            override -> {
              if (!retries) {
                override.retryStrategy(AwsRetryStrategy.doNotRetry());
              }
            })
        .build();
  }

  static URI endpoint(TableStore store) {
    return URI.create("http://127.0.0.1:" + store.port());
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
  }

  Instant now() {
    return clock.now;
  }

  void pass(Duration time) {
    clock.now = clock.now.plus(time);
  }

  /** Returns an item from pairs of a name and a value, which is a string or a number. */
  static Map<String, AttributeValue> item(Object... pairs) {
    var item = new LinkedHashMap<String, AttributeValue>();
    for (int at = 0; at < pairs.length; at += 2) {
      Object value = pairs[at + 1];
      item.put(
          (String) pairs[at],
          value instanceof String text
              ? AttributeValue.fromS(text)
              : AttributeValue.fromN(value.toString()));
    }
    return item;
  }

  void put(Object... pairs) {
    client.putItem(put -> put.tableName(TABLE).item(item(pairs)));
  }

  Map<String, AttributeValue> get(String pk) {
    return client
        .getItem(get -> get.tableName(TABLE).key(item("pk", pk)).consistentRead(true))
        .item();
  }

  /** Returns the number "n" of an item. */
  static int n(Map<String, AttributeValue> item) {
    return Integer.parseInt(item.getOrDefault("n", AttributeValue.fromN("-1")).n());
  }

  /** Reads all records of the table's stream. */
  List<Record> records() {
    var stream = streams.listStreams(list -> list.tableName(TABLE)).streams().getFirst();
    var shards =
        streams
            .describeStream(describe -> describe.streamArn(stream.streamArn()))
            .streamDescription()
            .shards();
    String next =
        streams
            .getShardIterator(
                get ->
                    get.streamArn(stream.streamArn())
                        .shardId(shards.getFirst().shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    var records = new ArrayList<Record>();
    while (true) {
      String iterator = next;
      var page = streams.getRecords(get -> get.shardIterator(iterator));
      if (page.records().isEmpty()) {
        return records;
      }
      records.addAll(page.records());
      next = page.nextShardIterator();
    }
  }

  /** Blocks all commits until the returned resource is closed. */
  static AutoCloseable pauseCommits(Path directory) throws SQLException {
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(TableStore.FILE));
    try (var begin = connection.createStatement()) {
      begin.execute("BEGIN IMMEDIATE");
    }
    return connection;
  }

  @Override
  public void close() {
    client.close();
    streams.close();
    store.close();
  }
}
