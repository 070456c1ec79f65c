package dev.keyshelf.embedded;

import static dev.keyshelf.embedded.TestStore.INDEX;
import static dev.keyshelf.embedded.TestStore.TABLE;
import static dev.keyshelf.embedded.TestStore.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.wire.Trouble;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Tests for cases that the public conformance suite does not cover. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OperationsTest {
  @TempDir Path folder;
  private TestStore store;

  @BeforeEach
  void start() throws Exception {
    store = TestStore.start(folder, Trouble.none()).withTable(null);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Map<String, AttributeValue> ofSize(int bytes) {
    return item("pk", "a", "s", "x".repeat(bytes - 4));
  }

  private double written(Map<String, AttributeValue> item) {
    return store
        .client
        .putItem(
            put ->
                put.tableName(TABLE)
                    .item(item)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
        .consumedCapacity()
        .capacityUnits();
  }

  private double read(boolean consistent) {
    return store
        .client
        .getItem(
            get ->
                get.tableName(TABLE)
                    .key(item("pk", "a"))
                    .consistentRead(consistent)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
        .consumedCapacity()
        .capacityUnits();
  }

  @Test
  void consumesAWriteUnitForEachKilobyteOfTheLargerItem() {
    assertThat(written(ofSize(1024))).isEqualTo(1);
    assertThat(written(ofSize(1025))).isEqualTo(2);
    assertThat(written(ofSize(5))).isEqualTo(2);
  }

  @Test
  void consumesAReadUnitForEachFourKilobytesAndHalfIfEventuallyConsistent() {
    written(ofSize(4096));
    assertThat(read(true)).isEqualTo(1);
    assertThat(read(false)).isEqualTo(0.5);
    written(ofSize(4097));
    assertThat(read(true)).isEqualTo(2);
    assertThat(read(false)).isEqualTo(1);
  }

  @Test
  void consumesTwoIndexUnitsIfAnItemMoves() {
    assertThat(written(item("pk", "a", "group", "x"))).isEqualTo(2);
    assertThat(written(item("pk", "a", "group", "y"))).isEqualTo(3);
    assertThat(written(item("pk", "a", "group", "y", "n", 1))).isEqualTo(1);
    assertThat(written(item("pk", "a"))).isEqualTo(2);
  }

  @Test
  void consumesTwiceAsMuchInATransaction() {
    var consumed =
        store
            .client
            .transactWriteItems(
                transact ->
                    transact
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .transactItems(put(ofSize(1025))))
            .consumedCapacity();
    assertThat(consumed).extracting(ConsumedCapacity::capacityUnits).containsExactly(4.0);
  }

  private static TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName(TABLE).item(item)).build();
  }

  @Test
  void returnsTheOldItemWithTheReasonOfItsAction() {
    store.put("pk", "b", "n", 1);
    TransactWriteItem failing =
        TransactWriteItem.builder()
            .delete(
                delete ->
                    delete
                        .tableName(TABLE)
                        .key(item("pk", "b"))
                        .conditionExpression("n = :n")
                        .expressionAttributeValues(item(":n", 2))
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD))
            .build();
    assertThatThrownBy(
            () ->
                store.client.transactWriteItems(
                    transact -> transact.transactItems(put(item("pk", "a")), failing)))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            cancelled -> {
              var reasons = cancelled.cancellationReasons();
              assertThat(reasons.getFirst().code()).isEqualTo("None");
              assertThat(reasons.getLast().code()).isEqualTo("ConditionalCheckFailed");
              assertThat(reasons.getLast().item()).isEqualTo(item("pk", "b", "n", 1));
            });
  }

  private static QueryRequest.Builder ofGroup() {
    return QueryRequest.builder()
        .tableName(TABLE)
        .indexName(INDEX)
        .keyConditionExpression("#g = :g")
        .expressionAttributeNames(Map.of("#g", "group"))
        .expressionAttributeValues(item(":g", "x"));
  }

  private List<String> paged(boolean forward) {
    var keys = new ArrayList<String>();
    store
        .client
        .queryPaginator(ofGroup().limit(3).scanIndexForward(forward).build())
        .items()
        .forEach(item -> keys.add(item.getOrDefault("pk", AttributeValue.fromS("")).s()));
    return keys;
  }

  @Test
  void pagesThroughAnIndexBothWays() {
    var keys = List.of("a", "b", "c", "d", "e", "f", "g");
    keys.forEach(key -> store.put("pk", key, "group", "x"));
    assertThat(paged(true)).isEqualTo(keys);
    assertThat(paged(false)).isEqualTo(keys.reversed());
  }

  @Test
  void refusesAnAttributeThatAGlobalIndexLacks() {
    assertThatThrownBy(() -> store.client.query(ofGroup().projectionExpression("pk, n").build()))
        .hasMessageContaining("Global secondary index by-group does not project [n]");
  }

  @Test
  void refusesAnIndexKeyThatIsTooLong() {
    store.put("pk", "a", "group", "x".repeat(2048));
    assertThatThrownBy(() -> store.put("pk", "a", "group", "x".repeat(2049)))
        .hasMessageContaining("Size of hashkey has exceeded the maximum size limit of2048 bytes");
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private void createTableWithLocalIndex() {
    store.client.createTable(
        create ->
            create
                .tableName("local")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"), text("other"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .localSecondaryIndexes(
                    LocalSecondaryIndex.builder()
                        .indexName("by-other")
                        .keySchema(key("pk", KeyType.HASH), key("other", KeyType.RANGE))
                        .projection(keys -> keys.projectionType(ProjectionType.KEYS_ONLY))
                        .build()));
  }

  @Test
  void searchesALocalIndexForWholeItemsInParallel() {
    createTableWithLocalIndex();
    for (int each = 0; each < 20; each++) {
      var item = item("pk", "a", "sk", "s" + each, "other", "o", "n", each);
      store.client.putItem(put -> put.tableName("local").item(item));
    }
    try (var threads = Executors.newFixedThreadPool(16)) {
      var searches = new ArrayList<CompletableFuture<Integer>>();
      for (int each = 0; each < 100; each++) {
        searches.add(CompletableFuture.supplyAsync(this::wholeItems, threads));
      }
      assertThat(searches).extracting(CompletableFuture::join).containsOnly(20);
    }
  }

  private int wholeItems() {
    return (int)
        store
            .client
            .query(
                query ->
                    query
                        .tableName("local")
                        .indexName("by-other")
                        .select(Select.ALL_ATTRIBUTES)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(item(":pk", "a")))
            .items()
            .stream()
            .filter(item -> TestStore.n(item) >= 0)
            .count();
  }

  @Test
  void createsATableWithoutLeftoversOfAnother() throws Exception {
    store.put("pk", "a");
    store.close();
    // Simulates a late write to a deleted table: its items stay, and its id is reused.
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(TableStore.FILE));
        var statement = connection.createStatement()) {
      statement.execute("DELETE FROM entries WHERE k >= x'01' AND k < x'02'");
    }
    start();
    assertThat(store.get("a")).isEmpty();
  }
}
