package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.release.Release;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Checks that the poms, the contract and the command line all name the same version. */
@Isolated("the command line sets the JVM up")
final class ReleaseTest {
  private static final Path ROOT = Path.of(System.getProperty("keyshelf.root"));

  /** The first version in a pom is its own, or its parent's, which the pom inherits. */
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  private static String versionIn(Path pom) {
    try {
      var version = VERSION.matcher(Files.readString(pom));
      assertThat(version.find()).as("%s", pom).isTrue();
      return version.group(1);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void everyPomHasTheVersionOfTheRoot() throws IOException {
    try (var files = Files.walk(ROOT)) {
      var poms =
          files
              .filter(file -> file.endsWith("pom.xml") && !file.toString().contains("/target/"))
              .toList();
      assertThat(poms).hasSizeGreaterThan(20);
      assertThat(poms).allSatisfy(pom -> assertThat(versionIn(pom)).isEqualTo(Release.version()));
    }
  }

  @Test
  void theContractHasTheVersionWithoutSnapshot() {
    var contract = Contract.of(ROOT.resolve("docs/openapi.yaml")).document();

    assertThat(contract.at("/info/version").asText())
        .isEqualTo(Release.version().replace("-SNAPSHOT", ""));
  }

  @Test
  void theConsoleOfAStackSaysTheVersionWithoutSnapshot() throws IOException {
    assertThat(Files.readString(ROOT.resolve("template.yaml")))
        .containsOnlyOnce("\"version\":\"" + Release.version().replace("-SNAPSHOT", "") + "\"};");
  }

  @Test
  void theCommandLinePrintsTheVersion() {
    var out = new StringWriter();

    assertThat(Keyshelf.commandLine().setOut(new PrintWriter(out)).execute("--version")).isZero();

    assertThat(out.toString().strip()).isEqualTo("keyshelf " + Release.version());
  }
}
