package dev.keyshelf.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs console/deploy with a program in place of the AWS CLI that writes down how it was called.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
final class ConsoleDeployTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("keyshelf.root"), "console", "deploy");

  /** The programs that the script may use. Machines have others, the AWS CLI perhaps among them. */
  private static final List<String> TOOLS =
      List.of("bash", "dirname", "find", "awk", "sort", "tr", "cat");

  private static final String OUTPUTS =
      """
      ApiUrl\thttps://api.example
      ConsoleBucketName\tshop-console-1
      ConsoleUrl\thttps://shop.example
      LinkUrl\thttps://shop.example
      """;

  private static final String AWS =
      """
      #!/usr/bin/env bash
      here=$(dirname -- "$0")
      for each in "$@"; do printf '%s\\t' "$each"; done >>"$here/calls"
      printf '\\n' >>"$here/calls"
      if [[ $1 == cloudformation ]]; then
        cat -- "$here/outputs"
        exit "$(cat -- "$here/code")"
      fi
      [[ $* != *"$(cat -- "$here/broken")"* ]] || exit 1
      """;

  @TempDir private Path folder;

  /** The exit code of a run, and the lines that it printed. */
  private record Ended(int exitCode, List<String> out, List<String> err) {}

  @BeforeEach
  void layOutABuild() throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    for (var tool : TOOLS) {
      Files.createSymbolicLink(folder.resolve("bin").resolve(tool), pathOf(tool));
    }
    Files.createSymbolicLink(folder.resolve("bin/env"), pathOf("env"));
    program("bin/aws", AWS);
    write("bin/outputs", OUTPUTS);
    write("bin/code", "0");
    write("bin/broken", "nothing is");
    program("console/deploy", Files.readString(SCRIPT));
    for (var file :
        List.of(
            "index.html",
            "favicon.ico",
            "manifest.webmanifest",
            ".vite/manifest.json",
            "assets/index-1a2b.js",
            "assets/index-1a2b.js.br",
            "assets/index-3c4d.css",
            "assets/index-3c4d.css.br",
            "assets/icon-5e6f.svg",
            "assets/text-7a8b.woff2")) {
      write("console/dist/" + file, "of " + file);
    }
  }

  private static Path pathOf(String program) {
    return Pattern.compile(":")
        .splitAsStream(System.getenv("PATH"))
        .map(each -> Path.of(each, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private Path write(String file, String text) throws IOException {
    var path = folder.resolve(file);
    Files.createDirectories(path.resolveSibling(""));
    return Files.writeString(path, text);
  }

  private void program(String file, String text) throws IOException {
    assertThat(write(file, text).toFile().setExecutable(true)).isTrue();
  }

  private Ended deploy(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(folder.resolve("console/deploy").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
    builder.environment().put("PATH", folder.resolve("bin").toString());
    var process = builder.start();
    var out = process.inputReader().lines().toList();
    return new Ended(process.waitFor(), out, Files.readAllLines(folder.resolve("err")));
  }

  /** Returns the arguments of each call of the AWS CLI, in order. */
  private List<List<String>> calls() throws IOException {
    return Files.readAllLines(folder.resolve("bin/calls")).stream()
        .map(line -> List.of(line.split("\t")))
        .toList();
  }

  private static String option(List<String> call, String name) {
    var at = call.indexOf(name);
    return at < 0 ? "" : call.get(at + 1);
  }

  private static boolean takes(List<String> call, String file) {
    return call.contains("dist/" + file)
        || (file.startsWith("assets/")
            && call.contains("dist/assets")
            && file.endsWith(option(call, "--include").substring(1))
            && file.endsWith(".br") == option(call, "--include").endsWith(".br"));
  }

  @Test
  void uploadsThePageLastSoThatItNamesNothingThatIsMissing() throws Exception {
    var ended = deploy("shop");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .containsExactly("https://shop.example serves this build of the console");
    var calls = calls();
    assertThat(calls.getFirst()).startsWith("cloudformation", "describe-stacks");
    assertThat(option(calls.getFirst(), "--stack-name")).isEqualTo("shop");
    assertThat(calls.getLast())
        .startsWith("s3", "cp", "dist/index.html", "s3://shop-console-1/index.html");
    var ofAssets = calls.stream().map(call -> call.contains("dist/assets")).toList();
    assertThat(ofAssets.lastIndexOf(true)).isLessThan(ofAssets.size() - 3);
    assertThat(calls.subList(1, calls.size()))
        .allSatisfy(call -> assertThat(call).first().isEqualTo("s3"));
  }

  @Test
  void removesNoAssetThatAnOpenPageMayStillLoad() throws Exception {
    deploy("shop");

    assertThat(calls()).allSatisfy(call -> assertThat(call).doesNotContain("--delete", "rm"));
  }

  @Test
  void givesEachFileOnceTheHeadersThatServeAnswersWith() throws Exception {
    deploy("shop");

    var calls = calls();
    try (var files = Files.walk(folder.resolve("console/dist"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = folder.resolve("console/dist").relativize(file).toString();
        var taking = calls.stream().filter(call -> takes(call, name)).toList();
        if (name.startsWith(".vite/")) {
          assertThat(taking).as(name).isEmpty();
          continue;
        }
        assertThat(taking).as(name).hasSize(1);
        var plain = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.br$", ""));
        assertThat(option(taking.getFirst(), "--content-type"))
            .as(name)
            .isEqualTo(ConsoleFile.read(plain).orElseThrow().type());
        assertThat(option(taking.getFirst(), "--content-encoding"))
            .as(name)
            .isEqualTo(name.endsWith(".br") ? "br" : "");
        assertThat(option(taking.getFirst(), "--cache-control"))
            .as(name)
            .isEqualTo(cacheControlOf(name));
      }
    }
  }

  private static String cacheControlOf(String name) {
    if (name.equals("index.html")) {
      return "no-store";
    }
    return name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
  }

  @Test
  void knowsEachTypeThatServeKnows() throws Exception {
    for (var ending : List.of("html", "js", "css", "json", "webmanifest", "svg", "png", "ico")) {
      write("console/dist/more." + ending, ending);
    }
    write("console/dist/more.txt", "text");
    write("console/dist/more.woff2", "font");

    assertThat(deploy("shop").exitCode()).isZero();

    assertThat(calls())
        .filteredOn(call -> call.get(2).startsWith("dist/more."))
        .hasSize(10)
        .allSatisfy(
            call ->
                assertThat(option(call, "--content-type"))
                    .isEqualTo(
                        ConsoleFile.read(folder.resolve("console").resolve(call.get(2)))
                            .orElseThrow()
                            .type()));
  }

  @Test
  void buildsTheConsoleFirstWhereItsSourcesAre() throws Exception {
    Files.delete(folder.resolve("console/dist/index.html"));
    write("console/make", "[[ $1 == build ]] && printf new >dist/index.html");

    assertThat(deploy("shop").exitCode()).isZero();
  }

  @Test
  void saysHowLinksGetToTheSameHost() throws Exception {
    write("bin/outputs", OUTPUTS.replace("LinkUrl\thttps://shop", "LinkUrl\thttps://api"));

    assertThat(deploy("shop").out())
        .last()
        .isEqualTo(
            "Links lead to https://api.example. Deploy the stack with"
                + " PublicUrl=https://shop.example to have them on the same host");
  }

  @Test
  void leavesThePageAsItWasIfAnAssetCannotBeUploaded() throws Exception {
    write("bin/broken", "*.css");

    var ended = deploy("shop");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err())
        .containsExactly(
            "console/deploy: the upload failed: see the output above."
                + " People still get the console that they had");
    assertThat(calls()).noneMatch(call -> call.contains("dist/index.html"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | takes the name of one stack: console/deploy STACK",
        "--help | takes the name of one stack: console/deploy STACK",
        "one two | takes the name of one stack: console/deploy STACK"
      })
  void takesTheNameOfAStack(String arguments, String said) throws Exception {
    assertFails(said, arguments.isEmpty() ? new String[0] : arguments.split(" "));
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    write("bin/outputs", "ApiUrl\thttps://api.example\n");
    assertFails("the stack shop has no console: deploy it with Console=true", "shop");

    write("bin/outputs", "\nAn error occurred: Stack with id shop does not exist\n");
    write("bin/code", "254");
    assertFails(
        "the stack shop cannot be read:  An error occurred: Stack with id shop does not exist",
        "shop");

    write("console/dist/notes.docx", "no type");
    assertFails("files that end in .docx have no media type here: add it to type_of", "shop");

    write("console/make", "exit 1");
    assertFails("the console could not be built: see the output above", "shop");

    write("console/make", "");
    Files.delete(folder.resolve("console/dist/index.html"));
    assertFails(
        "the console is not built: install Node.js 20.19 or later with npm and try again", "shop");

    Files.delete(folder.resolve("bin/aws"));
    assertFails("the AWS CLI (aws) is needed but was not found; install it and try again", "shop");
  }

  private void assertFails(String said, String... arguments) throws Exception {
    var ended = deploy(arguments);

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).hasSize(1);
    assertThat(Objects.requireNonNull(ended.err().getFirst()).strip())
        .isEqualTo("console/deploy: " + said);
  }
}
