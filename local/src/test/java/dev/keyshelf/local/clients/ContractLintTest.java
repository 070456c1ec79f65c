package dev.keyshelf.local.clients;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Lints the API's contract with Redocly. */
@EnabledIfSystemProperty(named = "clients", matches = "true")
class ContractLintTest {
  private static final Path LINTER =
      Path.of("target", "clients", "node_modules", "@redocly", "cli", "bin", "cli.js");

  @Test
  void hasNoWarningsByTheRecommendedRules(@TempDir Path folder) throws Exception {
    var root = Path.of(System.getProperty("keyshelf.root"));
    var work = Files.createDirectory(folder.resolve("lint"));

    Program.of("env", work)
        .run(
            "REDOCLY_TELEMETRY=off",
            "REDOCLY_SUPPRESS_UPDATE_NOTICE=true",
            "node",
            LINTER.toAbsolutePath().toString(),
            "lint",
            root.resolve("docs/openapi.yaml").toString(),
            "--config",
            root.resolve("redocly.yaml").toString());
  }
}
