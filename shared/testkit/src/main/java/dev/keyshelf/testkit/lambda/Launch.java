package dev.keyshelf.testkit.lambda;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The settings with which a sandbox's JVM is started.
 *
 * @param options options of the JVM, after the runtime's own
 * @param classPath entries after the runtime's own jars; the runtime interface client loads other
 *     classes from the unzipped function with its own class loader
 * @param variables variables of the runtime, in addition to the function's own
 */
public record Launch(List<String> options, List<Path> classPath, Map<String, String> variables) {
  /** The settings of the managed Java runtime. */
  public static final Launch MANAGED = new Launch(List.of("-Xshare:auto"), List.of(), Map.of());

  /** The same for a snapshot (SnapStart). The function's hooks run before its first event. */
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
