package dev.keyshelf.local.packaging;

import dev.keyshelf.embedded.Template.FunctionDeclaration;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One function in a JVM of its own, as Lambda's Java runtime has it: only the runtime interface
 * client on the class path, the unzipped function as the working folder that the client loads the
 * handler from, and no variables but the function's.
 */
final class Sandbox implements AutoCloseable {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String NATIVE_CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  /** What the managed runtime has on its own class path. */
  private static final List<String> RUNTIME_JARS =
      List.of(
          "aws-lambda-java-runtime-interface-client",
          "aws-lambda-java-core",
          "aws-lambda-java-serialization");

  /** Far above what any event here needs, for machines under load. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final int LOG_LINES = 40;

  private final RuntimeApi api;
  private final Process process;
  private final Path log;

  /**
   * Starts the function; it gets ready while the caller does something else.
   *
   * @param task the unzipped function
   * @param scratch where the log and the client's native library go
   */
  Sandbox(FunctionDeclaration function, Path task, Map<String, String> environment, Path scratch) {
    this.log = scratch.resolve(function.name() + ".log");
    this.api =
        new RuntimeApi(
            "arn:aws:lambda:us-east-1:123456789012:function:%s:live"
                .formatted(function.logicalId()),
            function.timeout());
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-Xshare:auto",
              "-Xmx256m",
              "--enable-native-access=ALL-UNNAMED",
              "-D" + NATIVE_CLIENT + "=" + nativeClient(scratch),
              "-cp",
              String.join(File.pathSeparator, runtimeJars()),
              CLIENT,
              function.handler());
      builder.directory(task.toFile());
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      Map<String, String> variables = builder.environment();
      variables.clear();
      variables.putAll(function.environment());
      variables.putAll(environment);
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

  /** Whether the runtime interface client, whose native part is for Linux, runs here. */
  static boolean runsHere() {
    return System.getProperty("os.name").equals("Linux");
  }

  private static List<String> runtimeJars() {
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

  /** Unpacked by us: the client itself would unpack it to one place that all processes share. */
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

  /** Gives what the function answers to an event; fails when it does not answer. */
  String invoke(byte[] event) throws InterruptedException {
    CompletableFuture<String> noAnswer =
        process
            .onExit()
            .thenApply(
                ended -> {
                  throw new IllegalStateException("its JVM ended with " + ended.exitValue());
                });
    api.invoke(event);
    try {
      return api.response()
          .applyToEither(noAnswer, answer -> answer)
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw failure(String.valueOf(e.getCause().getMessage()), e);
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

  @Override
  public void close() {
    process.destroyForcibly();
    api.close();
  }
}
