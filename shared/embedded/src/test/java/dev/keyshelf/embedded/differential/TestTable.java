package dev.keyshelf.embedded.differential;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A table for random requests.
 *
 * @param name its name
 * @param partition the type of {@code pk}
 * @param sort the type of {@code sk}; empty if items have none
 * @param index whether it has the indexes {@code all}, {@code keys} and {@code some}
 */
record TestTable(String name, String partition, String sort, boolean index) {
  /** Returns the tables of a run. No other run has the same ones. */
  static List<TestTable> of(String run) {
    return List.of(
        new TestTable("differential-" + run + "-texts", "S", "S", true),
        new TestTable("differential-" + run + "-numbers", "N", "", false),
        new TestTable("differential-" + run + "-bytes", "S", "B", false),
        new TestTable("differential-" + run + "-sorted", "B", "N", true));
  }

  ObjectNode creation() {
    var create = JsonNodeFactory.instance.objectNode().put("TableName", name);
    create.put("BillingMode", "PAY_PER_REQUEST");
    define(create, "pk", partition);
    var schema = create.putArray("KeySchema");
    schema.addObject().put("AttributeName", "pk").put("KeyType", "HASH");
    if (!sort.isEmpty()) {
      define(create, "sk", sort);
      schema.addObject().put("AttributeName", "sk").put("KeyType", "RANGE");
    }
    if (index) {
      define(create, "gpk", "S");
      define(create, "gsk", "N");
      addIndex(create, "all", "gsk").put("ProjectionType", "ALL");
      addIndex(create, "keys", "").put("ProjectionType", "KEYS_ONLY");
      var some = addIndex(create, "some", "gsk").put("ProjectionType", "INCLUDE");
      some.putArray("NonKeyAttributes").add("n").add("m");
    }
    return create;
  }

  private static void define(ObjectNode create, String attribute, String type) {
    create
        .withArray("AttributeDefinitions")
        .addObject()
        .put("AttributeName", attribute)
        .put("AttributeType", type);
  }

  private static ObjectNode addIndex(ObjectNode create, String name, String sort) {
    var added = create.withArray("GlobalSecondaryIndexes").addObject().put("IndexName", name);
    var schema = added.putArray("KeySchema");
    schema.addObject().put("AttributeName", "gpk").put("KeyType", "HASH");
    if (!sort.isEmpty()) {
      schema.addObject().put("AttributeName", sort).put("KeyType", "RANGE");
    }
    return added.putObject("Projection");
  }
}
