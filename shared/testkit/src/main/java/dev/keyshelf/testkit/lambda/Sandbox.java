package dev.keyshelf.testkit.lambda;

import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.testkit.MovedClock;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One function in its own JVM, set up as in Lambda's Java runtime. Only the runtime interface
 * client is on the class path. It loads the handler from the unzipped function, which is the
 * working folder. Or the JVM starts as in a container image, whose options name the class path. The
 * process has no variables but the function's.
 */
public final class Sandbox implements AutoCloseable {
  static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String NATIVE_CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  /** The method that template.yaml names after each handler's class. */
  private static final String METHOD = "::handleRequest";

  /** The jars on the class path of the managed runtime. */
  private static final List<String> RUNTIME_JARS =
      List.of(
          "aws-lambda-java-runtime-interface-client",
          "aws-lambda-java-core",
          "aws-lambda-java-serialization",
          "utils-lite");

  /** The timeout of a call. It is far more than any event needs, for machines under load. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int LOG_LINES = 40;

  private final RuntimeApi api;
  private final Process process;
  private final Path log;

  /** Starts the function as the managed runtime does. */
  public Sandbox(
      FunctionDeclaration function, Path task, Map<String, String> environment, Path scratch) {
    this(function, task, environment, scratch, Launch.MANAGED);
  }

  /**
   * Starts the function, and does not wait until it is ready.
   *
   * @param task the unzipped function, or the folder of its image
   * @param environment variables in addition to the function's own
   * @param scratch the folder for the log and the client's native library
   */
  public Sandbox(
      FunctionDeclaration function,
      Path task,
      Map<String, String> environment,
      Path scratch,
      Launch launch) {
    this.log = scratch.resolve(function.name() + ".log");
    this.api =
        new RuntimeApi(
            "arn:aws:lambda:us-east-1:123456789012:function:%s:live"
                .formatted(function.logicalId()),
            function.timeout());
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      if (launch.fromImage()) {
        command.addAll(launch.options());
      } else {
        command.addAll(usualOptions(scratch));
        command.add(heap(function));
        command.addAll(launch.options());
        command.addAll(List.of("-cp", String.join(File.pathSeparator, runtimeJars()), CLIENT));
      }
      command.add(function.handler() + METHOD);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.directory(task.toFile());
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      Map<String, String> variables = builder.environment();
      variables.clear();
      MovedClock.handTo(variables);
      variables.putAll(function.environment());
      variables.putAll(environment);
      variables.putAll(launch.variables());
      variables.put("_HANDLER", function.handler());
      variables.put("LAMBDA_TASK_ROOT", task.toString());
      variables.put("TZ", ":UTC");
      variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
      variables.put("AWS_LAMBDA_FUNCTION_NAME", function.logicalId());
      variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
      variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memoryMegabytes()));
      variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.logicalId());
      variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "stream");
      process = builder.start();
    } catch (IOException e) {
      api.close();
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the option that leaves Java's heap the share of a function's memory that Lambda does.
   */
  static String heap(FunctionDeclaration function) {
    return "-Xmx%sm".formatted(function.memoryMegabytes() * 85 / 100);
  }

  /**
   * Returns the JVM's options of the managed runtime, without those of memory and of caches.
   *
   * @param nativeFolder an absolute path of the folder that has the client's native library
   */
  static List<String> usualOptions(Path nativeFolder) throws IOException {
    return List.of(
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-D" + NATIVE_CLIENT + "=" + nativeClient(nativeFolder),
        "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
  }

  /** Tells whether the runtime interface client runs here. Its native part is for Linux. */
  public static boolean runsHere() {
    return System.getProperty("os.name").equals("Linux");
  }

  /**
   * Returns the jars on the class path of the managed runtime, beside which it loads a function.
   *
   * @throws AssertionError if this process does not have all of them on its class path
   */
  public static List<String> runtimeJars() {
    List<String> found = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = Path.of(entry).getFileName().toString();
      if (RUNTIME_JARS.stream().anyMatch(jar -> name.matches(jar + "-[0-9].*\\.jar"))) {
        found.add(entry);
      }
    }
    if (found.size() != RUNTIME_JARS.size()) {
      throw new AssertionError("the class path has %s of %s".formatted(found, RUNTIME_JARS));
    }
    return found;
  }

  /** Unpacks the native library. The client would unpack it to a place that all processes share. */
  private static synchronized Path nativeClient(Path scratch) throws IOException {
    Path library = scratch.resolve("libaws-lambda-jni.so");
    if (!Files.exists(library)) {
      boolean arm = System.getProperty("os.arch").equals("aarch64");
      String name = "/jni/libaws-lambda-jni.linux-%s.so".formatted(arm ? "aarch_64" : "x86_64");
      try (InputStream packed = Sandbox.class.getResourceAsStream(name)) {
        if (packed == null) {
          throw new IOException("the runtime interface client has no " + name);
        }
        Files.copy(packed, library);
      }
    }
    return library;
  }

  /**
   * Invokes the function and returns its answer.
   *
   * @throws AssertionError if the function does not answer
   */
  public String invoke(byte[] event) throws InterruptedException {
    CompletableFuture<String> noAnswer =
        process
            .onExit()
            .thenApply(
                ended -> {
                  throw new IllegalStateException("its JVM ended with " + ended.exitValue());
                });
    try {
      return api.invoke(event)
          .applyToEither(noAnswer, answer -> answer)
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw failure(Objects.requireNonNullElse(e.getCause(), e).toString(), e);
    } catch (TimeoutException e) {
      throw failure("no answer within " + PATIENCE, e);
    }
  }

  private AssertionError failure(String why, Exception cause) {
    return new AssertionError("%s%n%s".formatted(why, lastOf(log)), cause);
  }

  private static String lastOf(Path log) {
    try {
      List<String> lines = Arrays.asList(Files.readString(log).split("\\R"));
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return "(its log cannot be read: " + e.getMessage() + ")";
    }
  }

  /**
   * Waits until a function that was started for a snapshot has run its hooks, and restores it. The
   * next invocation shows its behaviour after the restore.
   */
  public void snapshotAndRestore() throws InterruptedException {
    if (!api.awaitSnapshot(PATIENCE)) {
      throw failure("not ready for a snapshot within " + PATIENCE, new TimeoutException());
    }
    api.restore();
  }

  /** Returns the process, for example to read its CPU time. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Ends the JVM normally and waits for that, so that it can write a cache at its end. */
  public void end() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("its JVM did not end within " + PATIENCE);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    api.close();
  }
}
