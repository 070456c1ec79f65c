package dev.keyshelf.testkit.lambda;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a sandbox's JVM is started.
 *
 * @param options options of the JVM, after the runtime's own
 * @param variables variables of the runtime, in addition to the function's own
 * @param fromImage whether the options are the whole entry point of a container image, beside whose
 *     files the JVM starts; they name the class path and the runtime interface client
 */
public record Launch(List<String> options, Map<String, String> variables, boolean fromImage) {
  /** The settings of the managed Java runtime. */
  public static final Launch MANAGED = new Launch(List.of("-Xshare:auto"), Map.of(), false);

  /** The same for a snapshot (SnapStart). The function's hooks run before its first event. */
  public static final Launch FOR_A_SNAPSHOT =
      new Launch(MANAGED.options(), Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"), false);

  public Launch {
    options = List.copyOf(options);
    variables = Map.copyOf(variables);
  }

  /** Returns a start by the arguments of an image's entry point, after the JVM's own name. */
  public static Launch byEntryPoint(List<String> arguments) {
    return new Launch(arguments, Map.of(), true);
  }

  /** Returns the same start with more options before these, and more variables. */
  public Launch with(List<String> moreOptions, Map<String, String> moreVariables) {
    var all = new ArrayList<>(moreOptions);
    all.addAll(options);
    var named = new HashMap<>(variables);
    named.putAll(moreVariables);
    return new Launch(all, named, fromImage);
  }
}
