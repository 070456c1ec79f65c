package dev.keyshelf.embedded.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.tables.Index;
import dev.keyshelf.embedded.tables.ItemCounts;
import dev.keyshelf.embedded.tables.ItemCounts.Count;
import dev.keyshelf.embedded.tables.Table;
import dev.keyshelf.embedded.tables.Tables;
import java.util.List;
import java.util.Optional;

/**
 * CreateTable, UpdateTable, DescribeTable, DeleteTable, ListTables, UpdateTimeToLive and
 * DescribeTimeToLive. A table is active as soon as it is created, and disappears as soon as it is
 * deleted.
 */
final class TableOperations {
  private static final int USUAL_LIST = 100;
  private static final double MILLISECONDS = 1000.0;

  private final Tables tables;
  private final ItemCounts counts;

  TableOperations(Tables tables, ItemCounts counts) {
    this.tables = tables;
    this.counts = counts;
  }

  ObjectNode createTable(JsonNode body) {
    requireName(body);
    var call = Call.checked(Shapes.CREATE_TABLE, body);
    TableRules.check(call.parameters());
    var table = tables.create(call.parameters().deepCopy());
    return answer("TableDescription", description(table, "ACTIVE", false));
  }

  /**
   * Adds one global index, which holds the items that the table has, or enables or disables the
   * stream. Each is done at once. Other changes of a table are not supported.
   */
  ObjectNode updateTable(JsonNode body) {
    requireName(body);
    var call = Call.checked(Shapes.UPDATE_TABLE, body);
    var table = tables.described(call.required("TableName"));
    var changed = call.has("StreamSpecification") ? stream(table, call) : withIndex(table, call);
    return answer("TableDescription", description(changed, "ACTIVE", false));
  }

  private Table stream(Table table, Call call) {
    if (call.has("GlobalSecondaryIndexUpdates")) {
      throw Refusal.validation("Only one of a stream and an index can be changed at a time");
    }
    var definition = table.definition().deepCopy();
    definition.set("StreamSpecification", call.parameters().get("StreamSpecification"));
    TableRules.check(definition);
    boolean enabled = call.part("StreamSpecification").flag("StreamEnabled", false);
    if (enabled == table.streamView().isPresent()) {
      throw Refusal.validation(
          (enabled ? "Table already has an enabled stream" : "Table has no stream to disable")
              + ": TableName: "
              + table.name());
    }
    return tables.stream(definition);
  }

  private Table withIndex(Table table, Call call) {
    if (!call.has("GlobalSecondaryIndexUpdates")) {
      throw Refusal.validation(
          "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
              + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
    }
    var index = call.parts("GlobalSecondaryIndexUpdates").getFirst().part("Create");
    var name = index.required("IndexName");
    if (table.indexes().stream().anyMatch(each -> each.name().equals(name))) {
      throw Refusal.validation("Attempting to create an index which already exists");
    }
    var definition = table.definition().deepCopy();
    var defined = definition.withArray("AttributeDefinitions");
    call.parameters()
        .path("AttributeDefinitions")
        .valueStream()
        .filter(each -> defined.valueStream().noneMatch(each::equals))
        .toList()
        .forEach(defined::add);
    definition.withArray("GlobalSecondaryIndexes").add(index.parameters());
    TableRules.check(definition);
    return tables.addIndex(definition);
  }

  ObjectNode describeTable(JsonNode body) {
    return answer("Table", description(tables.described(name(body)), "ACTIVE", true));
  }

  ObjectNode deleteTable(JsonNode body) {
    var table = tables.delete(name(body));
    return answer("TableDescription", description(table, "DELETING", false));
  }

  private static String name(JsonNode body) {
    requireName(body);
    return Call.checked(Shapes.TABLE_ONLY, body).required("TableName");
  }

  private static void requireName(JsonNode body) {
    if (!body.hasNonNull("TableName")) {
      throw Refusal.validation(
          "The parameter 'TableName' is required but was not present in the request");
    }
  }

  private static ObjectNode answer(String name, JsonNode content) {
    return JsonNodeFactory.instance.objectNode().set(name, content);
  }

  private ObjectNode description(Table table, String status, boolean counted) {
    var definition = table.definition();
    var description = JsonNodeFactory.instance.objectNode();
    for (String copied : List.of("AttributeDefinitions", "TableName", "KeySchema")) {
      description.set(copied, definition.get(copied));
    }
    description.put("TableStatus", status);
    description.put("CreationDateTime", table.createdAt().toEpochMilli() / MILLISECONDS);
    description.set("ProvisionedThroughput", throughput(definition));
    var count = count(table, Optional.empty(), counted);
    description.put("TableSizeBytes", count.bytes()).put("ItemCount", count.items());
    description.put("TableArn", table.arn());
    description.put("TableId", "00000000-0000-4000-8000-" + "0".repeat(12));
    if (definition.path("BillingMode").asText().equals("PAY_PER_REQUEST")) {
      description.putObject("BillingModeSummary").put("BillingMode", "PAY_PER_REQUEST");
    }
    description.put("DeletionProtectionEnabled", false);
    describeIndexes(table, description, counted);
    table
        .streamView()
        .ifPresent(
            _ ->
                description
                    .put("LatestStreamLabel", table.streamLabel())
                    .put("LatestStreamArn", table.streamArn())
                    .set("StreamSpecification", definition.get("StreamSpecification")));
    return description;
  }

  private Count count(Table table, Optional<Index> index, boolean counted) {
    return counted ? counts.of(table, index) : new Count(0, 0);
  }

  private void describeIndexes(Table table, ObjectNode description, boolean counted) {
    for (Index index : table.indexes()) {
      String kind = index.local() ? "LocalSecondaryIndexes" : "GlobalSecondaryIndexes";
      var written =
          table
              .definition()
              .get(kind)
              .valueStream()
              .filter(each -> each.get("IndexName").asText().equals(index.name()))
              .findFirst()
              .orElseThrow();
      var json = description.withArray(kind).addObject();
      for (String copied : List.of("IndexName", "KeySchema", "Projection")) {
        json.set(copied, written.get(copied));
      }
      if (!index.local()) {
        json.put("IndexStatus", "ACTIVE");
        json.set("ProvisionedThroughput", throughput(written));
      }
      var count = count(table, Optional.of(index), counted);
      json.put("IndexSizeBytes", count.bytes());
      json.put("ItemCount", count.items());
      json.put("IndexArn", table.arn() + "/index/" + index.name());
    }
  }

  private static ObjectNode throughput(JsonNode written) {
    var given = written.path("ProvisionedThroughput");
    return JsonNodeFactory.instance
        .objectNode()
        .put("NumberOfDecreasesToday", 0)
        .put("ReadCapacityUnits", given.path("ReadCapacityUnits").asLong())
        .put("WriteCapacityUnits", given.path("WriteCapacityUnits").asLong());
  }

  ObjectNode listTables(JsonNode body) {
    var call = Call.checked(Shapes.LIST_TABLES, body);
    var after = tables.after(call.text("ExclusiveStartTableName").orElse(""));
    int limit = call.whole("Limit").orElse(USUAL_LIST);
    var shown = after.stream().limit(limit).map(Table::name).toList();
    var answer = JsonNodeFactory.instance.objectNode();
    var names = answer.putArray("TableNames");
    shown.forEach(names::add);
    if (after.size() > limit) {
      answer.put("LastEvaluatedTableName", shown.getLast());
    }
    return answer;
  }

  ObjectNode updateTimeToLive(JsonNode body) {
    var call = Call.checked(Shapes.UPDATE_TIME_TO_LIVE, body);
    var wanted = call.part("TimeToLiveSpecification");
    var table = tables.described(call.required("TableName"));
    String attribute = wanted.required("AttributeName");
    boolean enabled = wanted.flag("Enabled", false);
    if (table.ttlAttribute().filter(current -> !current.equals(attribute)).isPresent()) {
      throw Refusal.validation(
          "TimeToLive is active on a different AttributeName: current AttributeName is "
              + table.ttlAttribute().get());
    }
    if (enabled == table.ttlAttribute().isPresent()) {
      throw Refusal.validation(
          enabled ? "TimeToLive is already enabled" : "TimeToLive is already disabled");
    }
    tables.expireBy(table, enabled ? Optional.of(attribute) : Optional.empty());
    return answer("TimeToLiveSpecification", wanted.parameters());
  }

  ObjectNode describeTimeToLive(JsonNode body) {
    var call = Call.checked(Shapes.TABLE_ONLY, body);
    var table = tables.described(call.required("TableName"));
    var description = JsonNodeFactory.instance.objectNode();
    description.put("TimeToLiveStatus", table.ttlAttribute().isPresent() ? "ENABLED" : "DISABLED");
    table.ttlAttribute().ifPresent(name -> description.put("AttributeName", name));
    return answer("TimeToLiveDescription", description);
  }
}
