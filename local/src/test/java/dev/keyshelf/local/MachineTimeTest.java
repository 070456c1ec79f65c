package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Checks that no test reads the machine's clock, because such a test may fail on another day. It
 * reads the tests of all modules as text, because no module sees the classes of all others.
 */
class MachineTimeTest {
  private static final Path ROOT = Settings.defaultTemplate().resolveSibling("");

  private static final Pattern READS =
      Pattern.compile(
          "\\b(?:Instant|Local(?:Date|Time|DateTime)|ZonedDateTime|Offset(?:Date)?Time"
              + "|Year(?:Month)?|MonthDay)\\s*(?:\\.|::)\\s*now\\b"
              + "|\\bClock\\s*(?:\\.|::)\\s*(?:system|tick)"
              + "|\\bcurrentTimeMillis\\b|\\bnew Date\\(\\)|\\bCalendar\\s*\\.\\s*getInstance\\b");

  /** Tests that may read the machine's clock, with the reason. */
  private static final Map<String, String> REASONS =
      Map.of(
          "Beginning", "measures how far the chosen instant is from the machine's",
          "RuntimeApi", "Lambda's runtime client counts its deadline on the machine's clock",
          "FunctionZipTest", "functions in processes of their own run on the machine's clock",
          "ImageTest", "functions in processes of their own run on the machine's clock",
          "Forgeries", "tokens expire on the machine's clock",
          "JwtAuthorizerTest", "tokens expire on the machine's clock",
          "ForeignIssuerTest", "tokens expire on the machine's clock",
          "SigningSecretTest", "the library of receivers compares with the machine's clock",
          "ArchitectureTest", "forbids the domain to read the clock");

  @Test
  void onlyTheListedTestsReadTheMachinesClock() throws IOException {
    var readers = new TreeMap<String, String>();
    try (var files = Files.walk(ROOT)) {
      for (var file : files.filter(MachineTimeTest::isOfATest).toList()) {
        var found = READS.matcher(Files.readString(file)).results().map(hit -> hit.group());
        var reads = found.collect(Collectors.joining(", "));
        if (!reads.isEmpty()) {
          readers.put(file.getFileName().toString().replace(".java", ""), reads);
        }
      }
    }

    assertThat(readers.keySet()).isEqualTo(REASONS.keySet());
  }

  private static boolean isOfATest(Path file) {
    var path = ROOT.relativize(file).toString().replace('\\', '/');
    return path.endsWith(".java")
        && (path.contains("/src/test/java/")
            || path.matches("shared/(testkit|handlerkit)/src/main/java/.*"));
  }
}
