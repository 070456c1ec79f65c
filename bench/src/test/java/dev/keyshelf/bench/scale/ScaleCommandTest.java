package dev.keyshelf.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ScaleCommandTest {
  @Test
  void printsTheLinesOfThePage() throws IOException {
    var out = new StringWriter();
    var status = new CommandLine(new ScaleCommand()).setOut(new PrintWriter(out)).execute();
    var page = Files.readString(Settings.defaultTemplate().resolveSibling("docs/scale.md"));

    assertThat(status).isZero();
    assertThat(out.toString().lines().map(String::stripTrailing).toList())
        .isSubsetOf(page.lines().toList());
  }
}
