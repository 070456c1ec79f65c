package dev.keyshelf.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the README's commands for a purchase by hand, exactly as they are, from customer to credit.
 */
final class ByHandTest {
  @TempDir private Path folder;

  private static String lines() throws IOException {
    var readme = Files.readString(Settings.defaultTemplate().resolveSibling("README.md"));
    int start = readme.indexOf("    TOKEN=");
    int end = readme.indexOf("\nOpen `$LINK`", start);
    return readme.substring(start, end).stripIndent();
  }

  @Test
  void buysRevealsDownloadsAndCancelsWithOnlyCurlAndJq() throws Exception {
    var settings =
        Settings.inMemory(Settings.defaultTemplate())
            .withPort(0)
            .withClockOffset(Beginning.offset());
    Program.of("curl", folder);
    Program.of("jq", folder);

    try (var machine = OneMachine.start(settings)) {
      var script =
          lines()
              .replace("localhost:3000", machine.baseUrl().getAuthority())
              .replace("./keyshelf token", "token");
      var said = folder.resolve("said.txt");
      Program.of("bash", Files.createDirectories(folder.resolve("there")))
          .run(
              Map.of("MINTED", machine.tokenFor("partner-a", "ada", "AdminAgent")),
              "-euo",
              "pipefail",
              "-c",
              "token() { printf '%s' \"$MINTED\"; }\n{\n" + script + "\n} > " + said);

      assertThat(Files.readString(said))
          .contains("Windows Server 2019 Standard", "XXXXX-", "\"amount\": \"1944.00\"")
          .contains("no longer work");
      assertThat(folder.resolve("there").resolve("en_windows_server_2019_x64.iso")).exists();
    }
  }
}
