package dev.keyshelf.bench.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A script of {@code bench/aws} that runs in a folder, with a stand-in for the AWS CLI there. The
 * stand-in is a script for Bash, and appends each call to the file {@code $STAND_IN/calls}.
 */
record AwsScript(Path script, Path folder) {
  /** What a run left. The output has both streams. */
  record Ran(int code, String output, List<String> calls) {}

  static AwsScript of(String name, Path folder, String standIn) throws IOException {
    var aws = folder.resolve("aws");
    Files.writeString(aws, standIn);
    assertThat(aws.toFile().setExecutable(true)).isTrue();
    Files.createFile(folder.resolve("calls"));
    return new AwsScript(
        Settings.defaultTemplate().resolveSibling("bench/aws").resolve(name), folder);
  }

  /** Runs it with further variables, to its end. */
  Ran run(Map<String, String> variables, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(List.of(options));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    var environment = builder.environment();
    environment.put("PATH", folder + ":" + System.getenv("PATH"));
    environment.put("STAND_IN", folder.toString());
    environment.remove("AWS_ACCESS_KEY_ID");
    environment.putAll(variables);
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), output, Files.readAllLines(folder.resolve("calls")));
  }
}
