package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Compares the operations of the activity log with the page and the contract that name them. */
class OperationsTest {
  @Test
  void everyOperationIsExplainedAndDocumented() throws IOException {
    var docs = Settings.defaultTemplate().resolveSibling("docs");
    var page = Files.readString(docs.resolve("activity.md"));
    var contract = Files.readString(docs.resolve("openapi.yaml"));

    assertThat(Arrays.stream(Operation.values()).map(Operation::name))
        .allSatisfy(
            operation -> {
              assertThat(page).contains("| `" + operation + "` |");
              assertThat(contract).contains("        - " + operation + "\n");
            });
  }
}
