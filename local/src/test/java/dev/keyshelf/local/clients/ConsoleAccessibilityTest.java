package dev.keyshelf.local.clients;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each screen and dialog of the console as people see it who see it otherwise. The build looks at
 * each once. {@code -Daccessibility} names the language of all looks, or {@code all}. {@code
 * -Daccessibility.screen} takes only the screens whose names contain it, and {@code
 * -Daccessibility.renew} writes what screen readers are told to the snapshots.
 */
@EnabledIfSystemProperty(
    named = "clients",
    matches = "true",
    disabledReason = "needs a browser and Node.js; run mvn verify -Pclients")
@Order(3) // The longest classes begin first, so that none of them runs alone at the end.
final class ConsoleAccessibilityTest {
  private static final int MOST_MINUTES = 30;
  private static final int MOST_MINUTES_OF_ALL = 180;

  @TempDir private Path data;

  @Test
  void everyScreenCanBeUsedByEveryone() throws Exception {
    var looks = System.getProperty("accessibility", "");
    var screen = System.getProperty("accessibility.screen", "");
    var renew = Boolean.getBoolean("accessibility.renew");
    new ConsoleScript(
            "accessibility",
            renew ? List.of("--update") : List.of(),
            Map.of("ACCESSIBILITY", looks, "SCREEN", screen),
            looks.isEmpty() ? MOST_MINUTES : MOST_MINUTES_OF_ALL)
        .passesOnTheStory(data);
  }
}
