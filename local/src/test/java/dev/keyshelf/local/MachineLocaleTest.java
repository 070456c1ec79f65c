package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks that no code formats a number in the machine's locale. In a locale with other digits than
 * 0 to 9, a charge, an id or a path would differ. The test reads the code of all modules as text,
 * because no module sees the classes of all others.
 */
class MachineLocaleTest {
  private static final Path ROOT = Settings.defaultTemplate().resolveSibling("");

  /** A conversion of a number. Integers use {@code %s} instead, which ignores the locale. */
  private static final Pattern CONVERSION = Pattern.compile("%[-#+0,(]*[0-9]*(?:\\.[0-9]+)?[dfeg]");

  /** Escapes in URLs that look like a conversion: a slash, a dot and a tilde. */
  private static final Pattern ESCAPE = Pattern.compile("%2[ef]|%7e");

  @Test
  void noCodeFormatsInTheMachinesLocale() throws IOException {
    var places = new ArrayList<String>();
    try (var files = Files.walk(ROOT)) {
      for (var file : files.filter(MachineLocaleTest::isCode).toList()) {
        localized(Files.readString(file))
            .forEach(found -> places.add(file.getFileName() + ": " + found));
      }
    }

    assertThat(places).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%d", "%02d", "%2d", "%10d", "%,d", "%-8d", "%.1f", "%5.2f", "%e"})
  void findsConversionsOfNumbers(String format) {
    assertThat(localized("\"a " + format + "\".formatted(1)")).containsExactly(format);
    assertThat(localized("\"\"\"\n  a: " + format + "\n\"\"\".formatted(1)"))
        .containsExactly(format);
    assertThat(localized("String.format(Locale.ROOT, \"a " + format + "\", 1)")).isEmpty();
    assertThat(localized("f(Locale.ROOT); \"" + format + "\".formatted(1)")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "..%2fx", "%2e%2e", "%7e", "100%.iso"})
  void ignoresTextThatIsNoConversionOfANumber(String text) {
    assertThat(localized("\"" + text + "\"")).isEmpty();
  }

  /** Returns the conversions in a piece of code whose statement does not name its locale. */
  private static List<String> localized(String code) {
    return CONVERSION
        .matcher(code)
        .results()
        .filter(hit -> !ESCAPE.matcher(hit.group()).matches())
        .filter(hit -> !statementBefore(code, hit).contains("Locale.ROOT"))
        .map(MatchResult::group)
        .toList();
  }

  private static String statementBefore(String code, MatchResult hit) {
    return code.substring(code.lastIndexOf(';', hit.start()) + 1, hit.start());
  }

  /** Excludes the bench, which sets its own locale, and this test, which has examples. */
  private static boolean isCode(Path file) {
    var path = ROOT.relativize(file).toString().replace('\\', '/');
    return path.endsWith(".java")
        && path.contains("/src/")
        && !path.startsWith("bench/")
        && !path.endsWith("/MachineLocaleTest.java");
  }
}
