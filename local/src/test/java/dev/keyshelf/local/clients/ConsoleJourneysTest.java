package dev.keyshelf.local.clients;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console's journeys in a browser, from the sign-in page of the development issuer on. With
 * {@code -Dwhole=true}, axe looks at each step, and the journeys of other sizes are walked too.
 */
@EnabledIfSystemProperty(
    named = "clients",
    matches = "true",
    disabledReason = "needs a browser and Node.js; run mvn verify -Pclients")
@Order(1) // The longest classes begin first, so that none of them runs alone at the end.
final class ConsoleJourneysTest {
  private static final int MOST_MINUTES = 20;

  @TempDir private Path data;

  @Test
  void allJourneysEndWell() throws Exception {
    var environment = Map.of("WHOLE", System.getProperty("whole", "false"));
    new ConsoleScript("journeys", List.of(), environment, MOST_MINUTES).passesOnTheStory(data);
  }
}
