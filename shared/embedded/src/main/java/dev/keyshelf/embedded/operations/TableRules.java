package dev.keyshelf.embedded.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.embedded.items.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The rules for a new table that concern several parameters together.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html">CreateTable</a>
 */
final class TableRules {
  private static final int MOST_LOCAL = 5;
  private static final int MOST_GLOBAL = 20;

  private final JsonNode table;
  private final List<String> defined;

  private TableRules(JsonNode table) {
    this.table = table;
    this.defined = names(table.path("AttributeDefinitions"));
  }

  /**
   * Checks a new table.
   *
   * @throws Refusal if a rule is broken; the message names the first fault
   */
  static void check(JsonNode table) {
    var rules = new TableRules(table);
    rules.checkThroughput();
    rules.checkKeys(table.path("KeySchema"));
    rules.checkIndexes();
    rules.checkAllUsed();
    rules.checkStream();
  }

  private static List<String> names(JsonNode elements) {
    return elements.valueStream().map(each -> each.path("AttributeName").asText()).toList();
  }

  private boolean isOnDemand() {
    return table.path("BillingMode").asText().equals("PAY_PER_REQUEST");
  }

  private void checkThroughput() {
    boolean given = table.hasNonNull("ProvisionedThroughput");
    if (isOnDemand() && given) {
      throw Refusal.parameter(
          "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
              + " PAY_PER_REQUEST");
    }
    if (!isOnDemand() && !given) {
      throw Refusal.parameter(
          "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
              + " PROVISIONED");
    }
  }

  private void checkKeys(JsonNode schema) {
    var keys = names(schema);
    if (keys.size() > defined.size()) {
      throw Refusal.validation("Invalid KeySchema: Some index key attribute have no definition");
    }
    if (!defined.containsAll(keys)) {
      throw Refusal.parameter(
          "Some index key attributes are not defined in AttributeDefinitions. Keys: %s,"
                  .formatted(keys)
              + " AttributeDefinitions: "
              + defined);
    }
    if (new HashSet<>(keys).size() < keys.size()) {
      throw Refusal.validation(
          "Both the Hash Key and the Range Key element in the KeySchema have the same name");
    }
    if (!schema.path(0).path("KeyType").asText().equals("HASH")) {
      throw Refusal.validation(
          "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    if (keys.size() > 1 && !schema.path(1).path("KeyType").asText().equals("RANGE")) {
      throw Refusal.validation(
          "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
    }
  }

  private void checkIndexes() {
    var local = table.path("LocalSecondaryIndexes");
    var global = table.path("GlobalSecondaryIndexes");
    checkCount(local, "LocalSecondaryIndexes");
    checkCount(global, "GlobalSecondaryIndexes");
    if (!local.isEmpty() && table.path("KeySchema").size() < 2) {
      throw Refusal.parameter(
          "Table KeySchema does not have a range key, which is required when specifying a"
              + " LocalSecondaryIndex");
    }
    Set<String> seen = new HashSet<>();
    for (JsonNode index : both(local, global)) {
      String name = index.path("IndexName").asText();
      checkKeys(index.path("KeySchema"));
      checkProjection(index.path("Projection"));
      if (!seen.add(name)) {
        throw Refusal.parameter("Duplicate index name: " + name);
      }
    }
    local.forEach(this::checkLocal);
    global.forEach(this::checkGlobal);
    if (local.size() > MOST_LOCAL) {
      throw Refusal.parameter("Number of LocalSecondaryIndexes exceeds per-table limit of 5");
    }
    if (global.size() > MOST_GLOBAL) {
      throw Refusal.parameter("GlobalSecondaryIndex count exceeds the per-table limit of 20");
    }
  }

  private static List<JsonNode> both(JsonNode local, JsonNode global) {
    return Stream.of(local, global)
        .flatMap(each -> StreamSupport.stream(each.spliterator(), false))
        .toList();
  }

  private static void checkCount(JsonNode indexes, String name) {
    if (indexes.isArray() && indexes.isEmpty()) {
      throw Refusal.parameter("List of " + name + " is empty");
    }
  }

  private static void checkProjection(JsonNode projection) {
    if (!projection.hasNonNull("ProjectionType")) {
      throw Refusal.parameter("Unknown ProjectionType: null");
    }
    String type = projection.path("ProjectionType").asText();
    boolean named = projection.hasNonNull("NonKeyAttributes");
    if (named && !type.equals("INCLUDE")) {
      throw Refusal.parameter(
          "ProjectionType is %s, but NonKeyAttributes is specified".formatted(type));
    }
    if (!named && type.equals("INCLUDE")) {
      throw Refusal.parameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
    }
  }

  private void checkLocal(JsonNode index) {
    var keys = names(index.path("KeySchema"));
    String name = index.path("IndexName").asText();
    if (keys.size() < 2) {
      throw Refusal.parameter("Index KeySchema does not have a range key for index: " + name);
    }
    String partition = names(table.path("KeySchema")).getFirst();
    if (!keys.getFirst().equals(partition)) {
      throw Refusal.parameter(
          ("Index KeySchema does not have the same leading hash key as table KeySchema for index:"
                  + " %s. index hash key: %s, table hash key: %s")
              .formatted(name, keys.getFirst(), partition));
    }
  }

  private void checkGlobal(JsonNode index) {
    boolean given = index.hasNonNull("ProvisionedThroughput");
    String name = index.path("IndexName").asText();
    if (isOnDemand() && given) {
      throw Refusal.parameter(
          "ProvisionedThroughput should not be specified for index: %s when BillingMode is"
                  .formatted(name)
              + " PAY_PER_REQUEST");
    }
    if (!isOnDemand() && !given) {
      throw Refusal.parameter("ProvisionedThroughput must be specified for index: " + name);
    }
  }

  private void checkAllUsed() {
    var used = new ArrayList<>(names(table.path("KeySchema")));
    both(table.path("LocalSecondaryIndexes"), table.path("GlobalSecondaryIndexes"))
        .forEach(index -> used.addAll(names(index.path("KeySchema"))));
    if (!used.containsAll(defined)) {
      throw Refusal.parameter(
          "Number of attributes in KeySchema does not exactly match number of attributes defined in"
              + " AttributeDefinitions");
    }
  }

  private void checkStream() {
    var stream = table.path("StreamSpecification");
    boolean enabled = stream.path("StreamEnabled").asBoolean();
    if (enabled != stream.hasNonNull("StreamViewType")) {
      throw Refusal.parameter(
          enabled
              ? "StreamEnabled is true, but StreamViewType is not specified"
              : "StreamViewType is specified, but StreamEnabled is false");
    }
  }
}
