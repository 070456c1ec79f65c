package dev.keyshelf.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The log: one JSON line for each event on standard output, which Lambda stores. Lines hold ids,
 * that of the {@link LoggedWork} among them, and never a key, a token or a presigned URL.
 */
public final class Log {
  private static final int LONGEST_TRACE = 12;
  private static final String NAMESPACE = namespace(System.getenv());
  private static final String UNEXPECTED = "unexpected";

  private Log() {}

  /**
   * Returns the namespace of an installation's metrics. On AWS, template.yaml sets it, so that the
   * stacks of an account do not share metrics.
   */
  static String namespace(Map<String, String> environment) {
    return environment.getOrDefault("KEYSHELF_METRICS", "Keyshelf");
  }

  /** Writes an event. */
  @SuppressWarnings("SystemOut") // Lambda's log is standard output.
  public static void event(String level, String event, Consumer<ObjectNode> fields) {
    var line = Json.object().put("level", level).put("event", event);
    LoggedWork.identify(line);
    fields.accept(line);
    System.out.println(Json.write(line));
  }

  /**
   * Metrics of one thing at one instant, in the installation's namespace.
   *
   * @param dimensions the thing, as values by dimension; empty for metrics of the whole
   *     installation
   * @param counts values by metric name
   */
  public record Metrics(Instant at, Map<String, String> dimensions, Map<String, Long> counts) {
    /** Copies the maps into immutable ones, sorted by name. */
    public Metrics {
      dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
      counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }
  }

  /**
   * Writes a warning that is also a metric without dimensions.
   *
   * @param metric the name of the metric, whose unit is a count
   */
  public static void metric(
      String event, Instant at, String metric, long value, Consumer<ObjectNode> fields) {
    metrics("WARN", event, new Metrics(at, Map.of(), Map.of(metric, value)), fields);
  }

  /** Writes an event that also holds metrics, in CloudWatch's embedded metric format. */
  public static void metrics(
      String level, String event, Metrics metrics, Consumer<ObjectNode> fields) {
    event(
        level,
        event,
        line -> {
          var aws = line.putObject("_aws").put("Timestamp", metrics.at().toEpochMilli());
          var directive = aws.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
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

  /**
   * Writes an unexpected failure: the class and stack trace of each exception in the chain.
   * Messages are left out, since they may hold secrets.
   */
  public static void failure(Instant at, Throwable failure) {
    event("ERROR", UNEXPECTED, line -> put(line, at, failure));
  }

  /**
   * Writes an unexpected failure of a part of the work, as {@link #failure(Instant, Throwable)}.
   *
   * @param about what failed, such as the partner for whom it did
   */
  public static void failure(String about, Instant at, Throwable failure) {
    event("ERROR", UNEXPECTED, line -> put(line.put("about", about), at, failure));
  }

  /**
   * Writes an unexpected failure of a request. On Lambda it is also a metric of the function's
   * version, by which a new version is judged.
   */
  static void failedRequest(Instant at, Throwable failure) {
    var version = version(System.getenv());
    if (version.isEmpty()) {
      failure(at, failure);
    } else {
      metrics(
          "ERROR",
          UNEXPECTED,
          new Metrics(at, version, Map.of("UnexpectedFailures", 1L)),
          line -> put(line, at, failure));
    }
  }

  /**
   * Returns the dimensions that name a process's function and version, by its environment
   * variables; none outside Lambda.
   */
  static Map<String, String> version(Map<String, String> variables) {
    var function = variables.get("AWS_LAMBDA_FUNCTION_NAME");
    var version = variables.get("AWS_LAMBDA_FUNCTION_VERSION");
    return function == null || version == null
        ? Map.of()
        : Map.of("FunctionName", function, "FunctionVersion", version);
  }

  private static void put(ObjectNode line, Instant at, Throwable failure) {
    line.put("at", at.toString());
    var chain = line.putArray("failure");
    for (Throwable each = failure; each != null; each = each.getCause()) {
      var entry = chain.addObject().put("type", each.getClass().getName());
      var trace = entry.putArray("trace");
      var frames = each.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, LONGEST_TRACE); i++) {
        trace.add(frames[i].toString());
      }
    }
  }
}
