package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the script {@code keyshelf} in a project that is already built, with a fake JVM that prints
 * its arguments.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
final class LauncherTest {
  private static final Path ROOT = Path.of(System.getProperty("keyshelf.root"));

  /** A fake {@code java} that prints its arguments and writes the cache that they name. */
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      for each in "$@"; do
        if [[ $each == -XX:AOTCacheOutput=* ]]; then
          echo made >"${each#*=}"
          echo "$@" >>"${0%/*}/made"
        fi
      done
      printf '%s\\n' "$@"
      """;

  @TempDir private Path project;

  @BeforeEach
  void layOutABuiltProject() throws IOException {
    for (var folder : List.of(".mvn", "jdk/bin", "shared", "functions", "docs/schemas")) {
      Files.createDirectories(project.resolve(folder));
    }
    Files.createDirectories(project.resolve("local/target/lib"));
    Files.copy(ROOT.resolve("keyshelf"), project.resolve("keyshelf"));
    Files.createFile(project.resolve("pom.xml"));
    program(".mvn/find-jdk", "#!/bin/sh\necho '%s'\n".formatted(project.resolve("jdk")));
    program("jdk/bin/java", JAVA);
    Files.createFile(jar());
    Files.createFile(project.resolve("local/target/built"));
  }

  private Path jar() {
    return project.resolve("local/target/keyshelf-local-1.jar");
  }

  private Path cache() {
    return project.resolve("local/target/keyshelf.aot");
  }

  private void program(String name, String text) throws IOException {
    var file = Files.writeString(project.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> argumentsOf(String... arguments) throws Exception {
    var command =
        Stream.concat(Stream.of(project.resolve("keyshelf").toString()), Arrays.stream(arguments));
    var process = new ProcessBuilder(command.toList()).redirectErrorStream(true).start();
    var lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as("%s", lines).isZero();
    return lines;
  }

  @Test
  void servesWithAllCompilersAndRunsShortCommandsWithTheFirst() throws Exception {
    assertThat(argumentsOf("serve")).doesNotContain("-XX:TieredStopAtLevel=1");
    assertThat(argumentsOf("--data", "d", "serve")).doesNotContain("-XX:TieredStopAtLevel=1");
    for (var command :
        List.of("token", "import", "fire", "support", "verify-log", "listen", "demo")) {
      assertThat(argumentsOf(command)).contains("-XX:TieredStopAtLevel=1");
    }
  }

  @Test
  void makesTheCacheOfClassesOnceAndUsesIt() throws Exception {
    assertThat(argumentsOf("serve"))
        .contains("keyshelf: making a class cache for faster starts...")
        .contains("-XX:AOTCache=" + cache());
    assertThat(argumentsOf("token"))
        .doesNotContain("keyshelf: making a class cache for faster starts...")
        .contains("-XX:AOTCache=" + cache());

    assertThat(project.resolve("jdk/bin/made")).content().hasLineCount(1).contains(" demo");
  }

  @Test
  void makesTheCacheAgainWhenAJarIsNewer() throws Exception {
    argumentsOf("token");
    var newer = FileTime.from(Files.getLastModifiedTime(cache()).toInstant().plusSeconds(1));
    Files.setLastModifiedTime(jar(), newer);
    Files.setLastModifiedTime(project.resolve("local/target/built"), newer);

    argumentsOf("token");

    assertThat(project.resolve("jdk/bin/made")).content().hasLineCount(2);
  }

  @Test
  void runsWithoutACacheIfTheJvmMakesNone() throws Exception {
    program("jdk/bin/java", "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");

    argumentsOf("token");

    assertThat(argumentsOf("token"))
        .doesNotContain("keyshelf: making a class cache for faster starts...")
        .noneMatch(argument -> argument.startsWith("-XX:AOTCache"));
  }

  @Test
  void buildsTheConsoleForServeOnly() throws Exception {
    Files.createDirectories(project.resolve("console"));
    program("console/make", "#!/bin/sh\necho console: $1\n");

    assertThat(argumentsOf("serve", "--port", "0")).contains("console: build");
    for (var command : List.of("token", "demo", "help serve")) {
      assertThat(argumentsOf(command.split(" "))).doesNotContain("console: build");
    }
  }

  @Test
  void servesWithoutAConsoleThatCannotBeBuilt() throws Exception {
    Files.createDirectories(project.resolve("console"));
    program("console/make", "#!/bin/sh\nexit 1\n");

    assertThat(argumentsOf("serve"))
        .contains("keyshelf: the console is not built; the API works without it")
        .endsWith("serve");
  }

  @Test
  void passesTheUsersJvmOptionsLast() throws Exception {
    var process =
        new ProcessBuilder(project.resolve("keyshelf").toString(), "token", "--user", "a b");
    process.environment().put("KEYSHELF_JAVA_OPTIONS", "-Xmx2g -XX:TieredStopAtLevel=4");
    var lines = process.start().inputReader().lines().toList();

    assertThat(lines).containsSubsequence("-XX:TieredStopAtLevel=1", "-Xmx2g", "-cp");
    assertThat(lines).endsWith("token", "--user", "a b");
  }
}
