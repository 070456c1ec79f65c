package dev.keyshelf.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.wire.Trouble;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the commands of {@code docs/downloads.md}, exactly as they are, while connections drop after
 * the presigned URL has expired, and while the store fails. This machine's URLs expire after three
 * seconds.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Order(4) // The longest classes begin first, so that none of them runs alone at the end.
class OneLinersTest {
  private static final Offered FILE = new Offered("DISC", "disc.iso", 6_000_000);
  private static final Offered SMALL = new Offered("SMALL", "small.iso", 5_000);

  private static final Duration URL_LIFETIME = Duration.ofSeconds(3);
  private static final Duration LATE = URL_LIFETIME.plusSeconds(1);
  private static final int PART = 400_000;

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
    var failures = Trouble.ofShare(SHARE, new Random(SEED));
    var failing = new AtomicBoolean(); // An import ends with the first failure, so it has none.
    var settings =
        Settings.inMemory(template)
            .withoutSamples()
            .withClockOffset(Beginning.offset())
            .withTrouble(target -> failing.get() ? failures.next(target) : Trouble.Fate.ANSWERED);
    front = Storefront.open(OneMachine.start(settings), imports.resolve("imports"), FILE, SMALL);
    failing.set(true);
  }

  @AfterAll
  static void close() {
    front.close();
  }

  /** Returns the only line of the page that contains a text. */
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
    return "LINK=%s%n%s%n%s%n".formatted(link, line("ONCE="), line);
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

  /** The page warns of this: wget alone retries the URL that it was redirected to. */
  @Test
  void areNeededBecauseWgetAloneGivesUp() throws Exception {
    var link = front.link(FILE.type());
    var alone = "wget -c -O file --header=\"Accept: application/octet-stream\" \"$ONCE\"";

    try (var weather = Weather.dropping(2, PART, LATE)) {
      var wget = Program.of("wget", folder);
      assertThat(wget.folder()).exists();
      var status =
          Program.of("bash", Files.createDirectories(folder.resolve("alone")))
              .status(weather.variables(), "-c", fetching(link, alone));
      assertThat(status).as("wget's exit code for a server error").isEqualTo(8);
    }
  }

  /** Of 70 clients that retry by the page's command, exactly 50 get the file. */
  @Test
  void deliverExactlyFiftyDownloadsThoughAnswersAreLostAndTheStoreFails() throws Exception {
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
