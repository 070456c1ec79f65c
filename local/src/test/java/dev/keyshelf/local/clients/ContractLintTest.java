package dev.keyshelf.local.clients;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Lints the contracts of the API and of its events with Redocly. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@EnabledIfSystemProperty(named = "clients", matches = "true")
class ContractLintTest {
  private static final Path LINTER =
      Path.of("target", "clients", "node_modules", "@redocly", "cli", "bin", "cli.js");

  private static final Path ROOT = Path.of(System.getProperty("keyshelf.root"));

  @TempDir private Path folder;

  private void lint(Path document) throws Exception {
    Program.of("env", Files.createDirectory(folder.resolve("lint")))
        .run(
            "REDOCLY_TELEMETRY=off",
            "REDOCLY_SUPPRESS_UPDATE_NOTICE=true",
            "node",
            LINTER.toAbsolutePath().toString(),
            "lint",
            document.toString(),
            "--config",
            ROOT.resolve("redocly.yaml").toString());
  }

  @Test
  void hasNoWarningsByTheRecommendedRules() throws Exception {
    lint(ROOT.resolve("docs/openapi.yaml"));
  }

  /**
   * Lints the contract of events without its schemas, since the linter knows only draft 7 there.
   */
  @Test
  void hasNoWarningsInTheContractOfEvents() throws Exception {
    var document = Files.readString(ROOT.resolve("docs/asyncapi.yaml"));
    var payload =
        Pattern.compile("(?m)^ +payload:\\R( +schemaFormat: .*\\R) +schema:\\R +\\$ref: .*\\R");

    lint(
        Files.writeString(
            folder.resolve("asyncapi.yaml"), payload.matcher(document).replaceAll("")));
  }
}
