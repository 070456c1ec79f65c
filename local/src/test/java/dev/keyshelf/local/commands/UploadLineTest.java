package dev.keyshelf.local.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.imports.UploadProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class UploadLineTest {
  private static final long GIB = 1024L * 1024 * 1024;

  @Test
  void overwritesOneLine() {
    var text = new StringWriter();
    var line = new UploadLine(new PrintWriter(text));

    line.at("artifacts/a.iso", 3 * GIB, 6 * GIB);
    line.at("artifacts/a.iso", 6 * GIB, 6 * GIB);

    assertThat(text)
        .hasToString(
            "\rartifacts/a.iso: 50% of 6.0 GiB\rartifacts/a.iso: 100% of 6.0 GiB"
                + System.lineSeparator());
  }

  @Test
  void isSilentWithoutATerminal() {
    assertThat(UploadLine.on(new PrintWriter(new StringWriter()))).isSameAs(UploadProgress.NONE);
  }
}
