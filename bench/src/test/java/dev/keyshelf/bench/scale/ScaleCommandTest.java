package dev.keyshelf.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ScaleCommandTest {
  @Test
  void printsTheLinesOfThePage() throws IOException {
    var out = new StringWriter();
    var status = new CommandLine(new ScaleCommand()).setOut(new PrintWriter(out)).execute();
    var page = Files.readString(Settings.defaultTemplate().resolveSibling("docs/scale.md"));

    assertThat(status).isZero();
    assertThat(linesOf(blocks(page))).isNotEmpty().isEqualTo(linesOf(out.toString()));
  }

  /** Returns what stands between fences. */
  private static String blocks(String page) {
    return Pattern.compile("(?ms)^```\\n(.*?)^```$")
        .matcher(page)
        .results()
        .map(block -> block.group(1))
        .collect(Collectors.joining());
  }

  private static List<String> linesOf(String text) {
    return text.lines().map(String::stripTrailing).filter(line -> !line.isEmpty()).toList();
  }
}
