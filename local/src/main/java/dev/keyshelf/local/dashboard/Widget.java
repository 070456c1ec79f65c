package dev.keyshelf.local.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A part of a dashboard.
 *
 * @param type as CloudWatch names it
 * @param height in units of the grid
 * @param properties all but the list
 * @param list the name of the property that lists metrics or alarms; empty if there is none
 * @param elements its elements in JSON
 * @param further what follows the last element
 */
record Widget(
    String type,
    int height,
    ObjectNode properties,
    String list,
    List<String> elements,
    String further) {
  private static final int LINE = 1;
  private static final int GRAPH = 6;

  Widget {
    elements = List.copyOf(elements);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Returns a heading, in Markdown. */
  static Widget text(String markdown) {
    return new Widget("text", LINE, object().put("markdown", markdown), "", List.of(), "");
  }

  /**
   * Returns a graph over time.
   *
   * @param statistic such as {@code Sum} or {@code p99}; a metric's own option wins
   */
  static Widget graph(String title, String statistic, List<Metric> metrics) {
    var properties =
        object()
            .put("title", title)
            .put("region", "${AWS::Region}")
            .put("view", "timeSeries")
            .put("stat", statistic);
    properties.putObject("yAxis").putObject("left").put("min", 0);
    return new Widget(
        "metric", GRAPH, properties, "metrics", metrics.stream().map(Metric::json).toList(), "");
  }

  /**
   * Returns the states of alarms, those first that ring.
   *
   * @param further a variable of the template with further alarms, which not each stack has
   */
  static Widget alarms(String title, List<String> alarms, String further) {
    return new Widget(
        "alarm",
        GRAPH,
        object().put("title", title).put("sortBy", "stateUpdatedTimestamp"),
        "alarms",
        alarms.stream().map(alarm -> "\"${" + alarm + ".Arn}\"").toList(),
        further);
  }

  /** Returns the widget in JSON, with a line for each element. */
  String at(int x, int y, int width) {
    var place =
        object()
            .put("type", type)
            .put("x", x)
            .put("y", y)
            .put("width", width)
            .put("height", height);
    var head = open(place) + ",\"properties\":" + open(properties);
    if (list.isEmpty()) {
      return head + "}}";
    }
    return elements.stream()
        .collect(Collectors.joining(",\n", head + ",\"" + list + "\":[\n", further + "\n]}}"));
  }

  private static String open(ObjectNode object) {
    var json = object.toString();
    return json.substring(0, json.length() - 1);
  }
}
