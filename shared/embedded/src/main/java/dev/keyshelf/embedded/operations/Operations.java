package dev.keyshelf.embedded.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.expression.Expressions;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.storage.Storage;
import dev.keyshelf.embedded.streams.Streams;
import dev.keyshelf.embedded.tables.ItemCounts;
import dev.keyshelf.embedded.tables.Tables;
import dev.keyshelf.embedded.transactions.Items;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Runs operations by their names. */
public final class Operations {
  private static final String DYNAMODB = "DynamoDB_20120810.";
  private static final String STREAMS = "DynamoDBStreams_20120810.";

  private final Map<String, Function<JsonNode, ObjectNode>> byTarget = new HashMap<>();

  public Operations(
      Storage storage, Tables tables, ItemCounts counts, Items items, Streams streams) {
    var expressions = new Expressions();
    var table = new TableOperations(tables, counts);
    add(DYNAMODB, "CreateTable", table::createTable);
    add(DYNAMODB, "UpdateTable", table::updateTable);
    add(DYNAMODB, "DescribeTable", table::describeTable);
    add(DYNAMODB, "DeleteTable", table::deleteTable);
    add(DYNAMODB, "ListTables", table::listTables);
    add(DYNAMODB, "UpdateTimeToLive", table::updateTimeToLive);
    add(DYNAMODB, "DescribeTimeToLive", table::describeTimeToLive);
    var reads = new ItemReads(tables, items, expressions);
    add(DYNAMODB, "GetItem", reads::getItem);
    add(DYNAMODB, "BatchGetItem", reads::batchGetItem);
    add(DYNAMODB, "TransactGetItems", reads::transactGetItems);
    var writes = new ItemWrites(tables, items, expressions);
    add(DYNAMODB, "PutItem", writes::putItem);
    add(DYNAMODB, "UpdateItem", writes::updateItem);
    add(DYNAMODB, "DeleteItem", writes::deleteItem);
    var together = new WritesTogether(tables, items, writes);
    add(DYNAMODB, "BatchWriteItem", together::batchWriteItem);
    add(DYNAMODB, "TransactWriteItems", together::transactWriteItems);
    var searches = new Searches(tables, items, storage, expressions);
    add(DYNAMODB, "Query", searches::query);
    add(DYNAMODB, "Scan", searches::scan);
    var stream = new StreamOperations(streams);
    add(STREAMS, "ListStreams", stream::listStreams);
    add(STREAMS, "DescribeStream", stream::describeStream);
    add(STREAMS, "GetShardIterator", stream::getShardIterator);
    add(STREAMS, "GetRecords", stream::getRecords);
  }

  private void add(String api, String name, Function<JsonNode, ObjectNode> operation) {
    byTarget.put(api + name, operation);
  }

  /** Returns the targets of all operations, as the header {@code X-Amz-Target} names them. */
  public Set<String> targets() {
    return Set.copyOf(byTarget.keySet());
  }

  /**
   * Runs an operation.
   *
   * @param target its API, version and name, such as {@code DynamoDB_20120810.GetItem}
   * @return the answer
   * @throws Refusal if the operation is refused, or this store does not support it
   */
  public ObjectNode run(String target, JsonNode parameters) {
    var operation = byTarget.get(target);
    if (operation == null) {
      throw new Refusal(
          "UnknownOperationException", "this store does not support the operation " + target);
    }
    return operation.apply(parameters);
  }
}
