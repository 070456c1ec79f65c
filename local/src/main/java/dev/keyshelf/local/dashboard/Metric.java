package dev.keyshelf.local.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A metric, or an expression over metrics, as a graph of a dashboard names it.
 *
 * @param path the namespace, the name, and pairs of a dimension and its value; empty for an
 *     expression
 * @param options what the graph adds, such as a label
 */
record Metric(List<String> path, Map<String, Object> options) {
  private static final String OWN = "Keyshelf/${AWS::StackName}";

  Metric {
    path = List.copyOf(path);
    options = Map.copyOf(options);
  }

  private static Metric named(String label, String... path) {
    return new Metric(List.of(path), Map.of("label", label));
  }

  /** Returns a metric of Keyshelf itself, in the namespace of the stack. */
  static Metric own(String name) {
    return named(name, OWN, name);
  }

  /** Returns the metric of a schedule's finished runs. */
  static Metric finished(String function) {
    return named(function, OWN, "Finished", "Function", function);
  }

  /** Returns a metric of a function over all its versions. */
  static Metric ofFunction(String name, String function) {
    return named(function, "AWS/Lambda", name, "FunctionName", "${" + function + "}");
  }

  /** Returns a metric of the API over all its routes. */
  static Metric ofApi(String name, String label) {
    return named(label, "AWS/ApiGateway", name, "ApiId", "${Api}");
  }

  /** Returns a metric of a queue. */
  static Metric ofQueue(String name, String queue) {
    return named(queue, "AWS/SQS", name, "QueueName", "${" + queue + ".QueueName}");
  }

  /** Returns a metric of a table. */
  static Metric ofTable(String name, String table, String label) {
    return named(label, "AWS/DynamoDB", name, "TableName", "${" + table + "}");
  }

  /** Returns a metric of an index of a table. */
  static Metric ofIndex(String name, String table, String index) {
    return named(
        name + " of " + index,
        "AWS/DynamoDB",
        name,
        "TableName",
        "${" + table + "}",
        "GlobalSecondaryIndexName",
        index);
  }

  /** Returns the latency of one operation of a table, in milliseconds. */
  static Metric ofOperation(String operation, String table) {
    return named(
        operation,
        "AWS/DynamoDB",
        "SuccessfulRequestLatency",
        "TableName",
        "${" + table + "}",
        "Operation",
        operation);
  }

  /** Returns an expression over metrics with ids. */
  static Metric expression(String label, String expression) {
    return new Metric(List.of(), Map.of("label", label, "expression", expression));
  }

  /** Returns the same metric with an option more. */
  Metric with(String option, Object value) {
    var more = new TreeMap<>(options);
    more.put(option, value);
    return new Metric(path, more);
  }

  /** Returns the same metric, which only expressions use. */
  Metric hidden(String id) {
    return with("id", id).with("visible", false);
  }

  /** Returns the metric as an element of a graph's list, on one line. */
  String json() {
    ArrayNode element = JsonNodeFactory.instance.arrayNode();
    path.forEach(element::add);
    ObjectNode rest = element.addObject();
    new TreeMap<>(options).forEach(rest::putPOJO);
    return element.toString();
  }
}
