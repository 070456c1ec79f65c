package dev.keyshelf.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The log: one JSON line an event on standard output, which Lambda keeps. Lines hold ids, never a
 * key, a token or a presigned URL.
 */
public final class Log {
  private static final int LONGEST_TRACE = 12;

  private Log() {}

  /** Writes an event. */
  @SuppressWarnings("SystemOut") // Lambda's log is standard output.
  public static void event(String level, String event, Consumer<ObjectNode> fields) {
    var line = Json.object().put("level", level).put("event", event);
    fields.accept(line);
    System.out.println(Json.write(line));
  }

  /**
   * Metrics of one thing at one instant, in namespace Keyshelf.
   *
   * @param dimensions what the thing is, by dimension; none for metrics of the whole house
   * @param counts by metric
   */
  public record Metrics(Instant at, Map<String, String> dimensions, Map<String, Long> counts) {
    /** Copies the maps in, each in the order of its names. */
    public Metrics {
      dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
      counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }
  }

  /**
   * Writes a warning that is a metric too, without dimensions.
   *
   * @param metric the metric's name; a count
   */
  public static void metric(
      String event, Instant at, String metric, long value, Consumer<ObjectNode> fields) {
    metrics("WARN", event, new Metrics(at, Map.of(), Map.of(metric, value)), fields);
  }

  /** Writes an event that is metrics too, in CloudWatch's embedded metric format. */
  public static void metrics(
      String level, String event, Metrics metrics, Consumer<ObjectNode> fields) {
    event(
        level,
        event,
        line -> {
          var aws = line.putObject("_aws").put("Timestamp", metrics.at().toEpochMilli());
          var directive =
              aws.putArray("CloudWatchMetrics").addObject().put("Namespace", "Keyshelf");
          var names = directive.putArray("Dimensions").addArray();
          metrics.dimensions().keySet().forEach(names::add);
          var list = directive.putArray("Metrics");
          metrics
              .counts()
              .keySet()
              .forEach(name -> list.addObject().put("Name", name).put("Unit", "Count"));
          metrics.dimensions().forEach(line::put);
          metrics.counts().forEach(line::put);
          fields.accept(line);
        });
  }

  /** Writes what nobody expected: the chain of exceptions by class and place, without messages. */
  public static void failure(String requestId, Instant at, Throwable failure) {
    event(
        "ERROR",
        "unexpected",
        line -> {
          line.put("requestId", requestId).put("at", at.toString());
          var chain = line.putArray("failure");
          for (Throwable each = failure; each != null; each = each.getCause()) {
            var entry = chain.addObject().put("type", each.getClass().getName());
            var trace = entry.putArray("trace");
            var frames = each.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, LONGEST_TRACE); i++) {
              trace.add(frames[i].toString());
            }
          }
        });
  }
}
