package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.aws.OperatorCalls;
import dev.keyshelf.aws.SqsQueue;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What {@code ./keyshelf redrive} does with a wake that was given up, while a server runs. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Isolated
final class RedriveCommandTest {
  private static final String BODY = "partner-a/01KA2B3C4D5E6F7G8H9JKMNPQR";

  @TempDir private Path folder;
  private OneMachine machine;
  private SqsQueue dead;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void giveUpAMessage() throws IOException {
    machine =
        OneMachine.start(
            Settings.inMemory(Settings.defaultTemplate())
                .withoutSamples()
                .withPort(0)
                .withData(folder));
    dead = OperatorCalls.of(environment()).queue("keyshelf-wakes-dead-letters.fifo");
    dead.send("01KA2B3C4D5E6F7G8H9JKMNPQR", "7", BODY);
  }

  @AfterEach
  void stop() {
    machine.close();
  }

  private Map<String, String> environment() throws IOException {
    var json = new ObjectMapper().readTree(folder.resolve("server.json").toFile());
    return json.path("environment").properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().asText()));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    var command = Keyshelf.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(
        Stream.concat(Stream.of("redrive", "--data", folder.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  @Test
  void listsTheMessageWithItsFunction() {
    assertThat(run()).as("%s", err).isZero();

    assertThat(out.toString())
        .contains("DeliverEvents: failed again and again on " + BODY + " (goes back to its queue)")
        .contains(
            "1 of 1 dead letters can be redriven. Repeat the command with --all or a selection, and"
                + " --yes.");
    assertThat(dead.receive(Duration.ZERO)).hasSize(1);
  }

  @Test
  void sendsTheMessageBackToItsQueue() {
    assertThat(run("--function", "DeliverEvents", "--yes")).as("%s", err).isZero();

    assertThat(out.toString()).contains("1 of 1 dead letters were redriven.");
    assertThat(dead.receive(Duration.ZERO)).isEmpty();
  }

  @Test
  void deletesTheMessage() {
    assertThat(run("--all", "--delete", "--yes")).as("%s", err).isZero();

    assertThat(out.toString()).contains("1 of 1 dead letters were deleted.");
    assertThat(run()).isZero();
    assertThat(out.toString()).contains("There are no dead letters.");
  }

  @Test
  void wantsToKnowWhatIsMeant() {
    assertThat(run("--yes")).isEqualTo(2);
    assertThat(err.toString()).contains("name what is meant: --message ID, --function F or --all");
    assertThat(run("--message", "other")).isZero();
    assertThat(out.toString()).contains("None of 1 dead letters is selected.");
  }
}
