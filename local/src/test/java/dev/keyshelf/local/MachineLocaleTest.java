package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * No number is written by the machine's locale: where its digits are not 0 to 9, a charge, an id or
 * a path would be another one. Code of all modules is read as text, since none sees the classes of
 * all others.
 */
class MachineLocaleTest {
  private static final Path ROOT = Settings.defaultTemplate().resolveSibling("");

  /** A number's conversion; plain ones are written {@code %s}, which knows no locale. */
  private static final Pattern CONVERSION =
      Pattern.compile(
          "(?<!Locale\\.ROOT,\\s{0,40})\"[^\"\n]*?%[-#+0,(]*[0-9]*(?:\\.[0-9]+)?[dfeg]");

  /** Percent signs of URLs, which are no formats. */
  private static final Pattern ENCODED = Pattern.compile("%[0-7][0-9a-f]");

  @Test
  void writesNoNumber() throws IOException {
    var places = new ArrayList<String>();
    try (var files = Files.walk(ROOT)) {
      for (var file : files.filter(MachineLocaleTest::isCode).toList()) {
        var text = ENCODED.matcher(Files.readString(file)).replaceAll("");
        CONVERSION
            .matcher(text)
            .results()
            .forEach(hit -> places.add(file.getFileName() + ": " + hit.group()));
      }
    }

    assertThat(places).isEmpty();
  }

  /** The bench chooses its locale itself, as it starts. */
  private static boolean isCode(Path file) {
    var path = ROOT.relativize(file).toString().replace('\\', '/');
    return path.endsWith(".java") && path.contains("/src/") && !path.startsWith("bench/");
  }
}
