package dev.keyshelf.keys;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.key.ImportKeys;
import dev.keyshelf.domain.key.ImportKeys.Source;
import dev.keyshelf.domain.key.KeyBatches.Added;
import dev.keyshelf.domain.key.KeyVault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

class KeyFileFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-20T09:10:00Z");
  private static final Source SOURCE =
      new Source("pool", KeyForm.FIVES, "batch", "0".repeat(64), NOW);

  private final KeyVault vault = vault();

  @FuzzTest(maxDuration = "10m")
  void addsEachKeyOnceOrNoneAndTellsWhyNot(byte[] input) {
    var told = new Faults();
    var lines = KeyFile.read("keys.csv", input, told);
    if (lines.isEmpty() == told.isEmpty()) {
      throw new AssertionError("must either return lines or have faults: " + told.told());
    }
    if (lines.isEmpty()) {
      return;
    }
    var added = new HashSet<String>();
    var importing =
        new ImportKeys(
            (_, keys) -> {
              keys.forEach(key -> added.add(vault.open(key.key().sealed(), key.key().id())));
              return new Added(keys.size(), List.of());
            },
            vault);
    var report = importing.add(SOURCE, lines.get());
    if (report.added() != added.size()) {
      throw new AssertionError("reported %s, but added %s".formatted(report, added));
    }
    if (report.faults().isEmpty() && report.added() != lines.get().size()) {
      throw new AssertionError("keys were lost: " + report);
    }
    for (var fault : report.faults()) {
      if (lines.get().stream().noneMatch(line -> line.number() == fault.line())) {
        throw new AssertionError("a fault without a line of the file: " + fault);
      }
    }
  }

  /** Creates a vault with a key file, as on one machine. */
  private static KeyVault vault() {
    var variables =
        Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "none",
            "AWS_SECRET_ACCESS_KEY", "none",
            "KEYSHELF_TABLE", "none",
            "KEYSHELF_KEY_FILE", Path.of("target", "vault.key").toString());
    return Wiring.of(variables, Clock.fixed(NOW, ZoneOffset.UTC)).keyVault();
  }
}
