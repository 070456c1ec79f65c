package dev.keyshelf.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.wire.Trouble;
import dev.keyshelf.local.contract.AnotherApi;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lines of {@code docs/downloads.md}, as they stand there, where connections drop after the
 * presigned URL's time, and where the store fails. The URLs of this machine work for three seconds.
 */
@AnotherApi
@Isolated("its machine serves a template of its own")
@SuppressWarnings("NullAway.Init") // made before all tests
class OneLinersTest {
  private static final Offered FILE = new Offered("DISC", "disc.iso", 6_000_000);
  private static final Offered SMALL = new Offered("SMALL", "small.iso", 5_000);

  private static final Duration URL_LIFETIME = Duration.ofSeconds(3);
  private static final Duration LATE = URL_LIFETIME.plusSeconds(2);
  private static final int PART = 400_000;

  /** Where the program is not installed. */
  private static final String UUIDS =
      "type uuidgen >/dev/null 2>&1 || uuidgen() { cat /proc/sys/kernel/random/uuid; }";

  private static final int USES = 50;
  private static final int CLIENTS = 70;
  private static final double SHARE = 0.05;
  private static final double LOST_SHARE = 0.25;
  private static final long SEED = Long.getLong("keyshelf.seed", System.nanoTime());

  private static Storefront front;

  @TempDir private Path folder;

  @BeforeAll
  static void open(@TempDir Path imports) throws IOException {
    var template = imports.resolve("template.yaml");
    var text = Files.readString(Settings.defaultTemplate());
    var usual = "    Default: 120\n    MinValue: 60\n";
    assertThat(text).containsOnlyOnce(usual);
    Files.writeString(
        template, text.replace(usual, "    Default: " + URL_LIFETIME.toSeconds() + "\n"));
    var settings =
        Settings.inMemory(template)
            .withoutSamples()
            .withClockOffset(Beginning.offset())
            .withTrouble(Trouble.ofShare(SHARE, new Random(SEED)));
    front = Storefront.open(OneMachine.start(settings), imports.resolve("imports"), FILE, SMALL);
  }

  @AfterAll
  static void close() {
    front.close();
  }

  /** Gives the page's one line in which a text stands. */
  private static String line(String text) throws IOException {
    var page = Settings.defaultTemplate().resolveSibling("docs/downloads.md");
    var lines =
        Files.readAllLines(page).stream()
            .filter(line -> line.startsWith("    ") && line.contains(text))
            .toList();
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  private static String fetching(URI link, String line) throws IOException {
    return "%s%nLINK=%s%n%s%n%s%n".formatted(UUIDS, link, line("ONCE="), line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"do curl", "do wget", "aria2c"})
  void surviveConnectionsThatDropAfterTheUrlsTime(String name) throws Exception {
    var link = front.link(FILE.type());
    var program = name.substring(name.indexOf(' ') + 1);
    Program.of(program, folder);

    try (var weather = Weather.dropping(2, PART, LATE)) {
      Program.of("bash", Files.createDirectories(folder.resolve(program)))
          .run(weather.variables(), "-c", fetching(link, line(name)));
      assertThat(weather.dropped()).isEqualTo(2);
    }

    assertThat(Offered.sha256(Files.readAllBytes(folder.resolve(program).resolve("file"))))
        .isEqualTo(FILE.sha256());
    assertThat(front.left(link)).isEqualTo(USES - 1);
  }

  /** What the page warns of: wget alone repeats the URL that it was led to. */
  @Test
  void areNeededSinceWgetAloneGivesUp() throws Exception {
    var link = front.link(FILE.type());
    var alone = "wget -c -O file --header=\"Accept: application/octet-stream\" \"$ONCE\"";

    try (var weather = Weather.dropping(2, PART, LATE)) {
      var wget = Program.of("wget", folder);
      assertThat(wget.folder()).exists();
      var status =
          Program.of("bash", Files.createDirectories(folder.resolve("alone")))
              .status(weather.variables(), "-c", fetching(link, alone));
      assertThat(status).as("a server's error").isEqualTo(8);
    }
  }

  /** Fifty are delivered, and no more are counted, once every client has repeated its line. */
  @Test
  void deliverExactlyWhatALinkAllowsWhereAnswersAreLostAndTheStoreFails() throws Exception {
    var link = front.link(SMALL.type());
    Program.of("curl", folder);
    var delivered = 0;

    try (var weather = Weather.losing(LOST_SHARE, new Random(SEED));
        var threads = Executors.newFixedThreadPool(CLIENTS)) {
      var clients = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < CLIENTS; i++) {
        var own = Files.createDirectories(folder.resolve("client-" + i));
        clients.add(() -> delivers(own, link, weather.variables()));
      }
      for (var client : threads.invokeAll(clients)) {
        delivered += client.get() ? 1 : 0;
      }
    }

    assertThat(delivered).as("seed %s", SEED).isEqualTo(USES);
  }

  private static boolean delivers(Path own, URI link, Map<String, String> variables)
      throws IOException, InterruptedException {
    var lines = fetching(link, line("curl -fLOJ --clobber"));
    var status = Program.of("bash", own).status(variables, "-c", lines);
    if (status == 0) {
      var file = own.resolve(SMALL.fileName());
      assertThat(Offered.sha256(Files.readAllBytes(file))).isEqualTo(SMALL.sha256());
    }
    return status == 0;
  }
}
