package dev.keyshelf.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
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
   * Writes an event that is a metric too, in CloudWatch's embedded metric format: namespace
   * Keyshelf, no dimensions.
   *
   * @param metric the metric's name; a count
   */
  public static void metric(
      String event, Instant at, String metric, long value, Consumer<ObjectNode> fields) {
    event(
        "WARN",
        event,
        line -> {
          var aws = line.putObject("_aws").put("Timestamp", at.toEpochMilli());
          var metrics = aws.putArray("CloudWatchMetrics").addObject().put("Namespace", "Keyshelf");
          metrics.putArray("Dimensions").addArray();
          metrics.putArray("Metrics").addObject().put("Name", metric).put("Unit", "Count");
          line.put(metric, value);
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
