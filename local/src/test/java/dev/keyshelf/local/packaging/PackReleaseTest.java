package dev.keyshelf.local.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program that packs a release on a small project that looks as if it were built. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
final class PackReleaseTest {
  private static final Path PROGRAM =
      Path.of(System.getProperty("keyshelf.root"), "releases", "PackRelease.java");

  private static final List<String> NAMES =
      List.of(
          "CHANGELOG.md",
          "LICENSE",
          "README.md",
          "SHA256SUMS",
          "bench/aws/leading-keys",
          "bench/aws/starts",
          "console/deploy",
          "console/dist/assets/index-1a2b.js",
          "console/dist/index.html",
          "docs/imports.md",
          "docs/issuers/README.md",
          "docs/openapi.yaml",
          "docs/runbooks/README.md",
          "docs/schemas/terms.schema.json",
          "edge.yaml",
          "events/place-order.json",
          "functions/orders.zip",
          "samconfig.toml",
          "samples/imports/partners.yaml",
          "sbom/keyshelf.json",
          "sbom/orders.json",
          "template.yaml");

  @TempDir private Path folder;

  /** The exit code of a run and the lines that it printed, in order. */
  private record Ended(int exitCode, List<String> said) {}

  @BeforeEach
  void layOutAProject() throws IOException {
    for (var file :
        List.of(
            "CHANGELOG.md",
            "LICENSE",
            "bench/aws/leading-keys",
            "bench/aws/starts",
            "console/deploy",
            "console/dist/.vite/manifest.json",
            "console/dist/assets/index-1a2b.js",
            "console/dist/index.html",
            "docs/imports.md",
            "docs/issuers/README.md",
            "docs/openapi.yaml",
            "docs/runbooks/README.md",
            "docs/schemas/terms.schema.json",
            "docs/decisions/0001.md",
            "edge.yaml",
            "events/place-order.json",
            "functions/orders/target/function.zip",
            "functions/orders/target/sbom.json",
            "functions/unused/target/function.zip",
            "releases/DEPLOY.md",
            "samconfig.toml",
            "samples/.gitattributes",
            "samples/imports/partners.yaml",
            "target/sbom.json")) {
      write(file, "of " + file + "\n");
    }
    write("template.yaml", "      CodeUri: functions/orders/target/function.zip\n");
  }

  private Path write(String file, String text) throws IOException {
    var path = folder.resolve("project").resolve(file);
    Files.createDirectories(path.resolveSibling(""));
    return Files.writeString(path, text);
  }

  private Ended pack(Path target) throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var project = folder.resolve("project").toString();
    var process =
        new ProcessBuilder(java, PROGRAM.toString(), project, "1.2.3", target.toString())
            .redirectErrorStream(true)
            .start();
    var said = process.inputReader().lines().toList();
    return new Ended(process.waitFor(), said);
  }

  @Test
  void packsAllThatADeploymentNeedsInAFixedOrderUnderOneFolder() throws Exception {
    var target = folder.resolve("new/pack.zip");

    assertThat(pack(target).exitCode()).isZero();

    try (var zip = new ZipFile(target.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactlyElementsOf(NAMES.stream().map(name -> "keyshelf-1.2.3/" + name).toList());
      assertThat(textOf(zip, "template.yaml")).isEqualTo("      CodeUri: functions/orders.zip\n");
      assertThat(textOf(zip, "functions/orders.zip"))
          .isEqualTo("of functions/orders/target/function.zip\n");
      assertThat(textOf(zip, "SHA256SUMS").lines()).hasSize(NAMES.size() - 1);
    }
  }

  private static String textOf(ZipFile zip, String name) throws IOException {
    return new String(
        zip.getInputStream(zip.getEntry("keyshelf-1.2.3/" + name)).readAllBytes(),
        StandardCharsets.UTF_8);
  }

  @Test
  void packsTheSameBytesForTheSameFilesWithOtherTimes() throws Exception {
    var first = folder.resolve("first.zip");
    var second = folder.resolve("second.zip");

    var said = pack(first).said();
    Files.setLastModifiedTime(
        write("LICENSE", "of LICENSE\n"), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    assertThat(pack(second).said().getFirst().split(" ")[0])
        .isEqualTo(said.getFirst().split(" ")[0]);

    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void refusesAFunctionWithoutAZip() throws Exception {
    Files.delete(folder.resolve("project/functions/orders/target/function.zip"));

    var ended = pack(folder.resolve("pack.zip"));

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.said())
        .containsExactly(
            "PackRelease: the build did not leave functions/orders/target/function.zip");
    assertThat(folder.resolve("pack.zip")).doesNotExist();
  }

  @Test
  void refusesAConsoleThatWasNotBuilt() throws Exception {
    Files.delete(folder.resolve("project/console/dist/index.html"));

    assertThat(pack(folder.resolve("pack.zip")).said())
        .containsExactly("PackRelease: the build did not leave console/dist/index.html");
  }

  @Test
  void refusesCodeThatIsNotAFunctionsZip() throws Exception {
    write("template.yaml", "      CodeUri: functions/orders/target/classes\n");

    assertThat(pack(folder.resolve("pack.zip")).said())
        .containsExactly(
            "PackRelease: template.yaml: CodeUri is no function.zip:"
                + " functions/orders/target/classes");
  }
}
