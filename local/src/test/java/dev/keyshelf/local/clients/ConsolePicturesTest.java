package dev.keyshelf.local.clients;

import dev.keyshelf.local.machine.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures of the console's screens, for the pages of {@code docs}. */
@EnabledIfSystemProperty(
    named = "clients",
    matches = "true",
    disabledReason = "needs a browser and Node.js; run mvn verify -Pclients")
@EnabledIfSystemProperty(
    named = "whole",
    matches = "true",
    disabledReason = "takes all pictures; CONTRIBUTING.md has the command")
final class ConsolePicturesTest {
  private static final int MOST_MINUTES = 30;

  @TempDir private Path data;

  @Test
  void eachPictureIsTakenAndIsSmall() throws Exception {
    var folder = Settings.defaultTemplate().resolveSibling(System.getProperty("screenshots"));
    new ConsoleScript(
            "pictures",
            List.of(),
            Map.of("PICTURES", folder.toAbsolutePath().toString()),
            MOST_MINUTES)
        .passesOnTheStory(data);
  }
}
