package dev.keyshelf.testkit.lambda;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a sandbox's JVM is started.
 *
 * @param options of the JVM, after the runtime's own
 * @param classPath after the runtime's own jars; what is not there, the runtime interface client
 *     loads from the unzipped function by a loader of its own
 * @param variables of the runtime, beside the function's own
 */
public record Launch(List<String> options, List<Path> classPath, Map<String, String> variables) {
  /** As the managed Java runtime starts it. */
  public static final Launch MANAGED = new Launch(List.of("-Xshare:auto"), List.of(), Map.of());

  /** The same, for a snapshot (SnapStart): its hooks run before it takes its first event. */
  public static final Launch FOR_A_SNAPSHOT =
      new Launch(
          MANAGED.options(),
          MANAGED.classPath(),
          Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));

  public Launch {
    options = List.copyOf(options);
    classPath = List.copyOf(classPath);
    variables = Map.copyOf(variables);
  }
}
