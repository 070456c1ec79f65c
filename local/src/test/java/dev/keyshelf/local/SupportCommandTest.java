package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code ./keyshelf support} prints for an operator while a server runs. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Isolated
final class SupportCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private OneMachine machine;
  private HttpClient http;
  private String request;

  @BeforeEach
  void ask() {
    machine =
        OneMachine.start(
            Settings.inMemory(Settings.defaultTemplate())
                .withData(folder)
                .withPort(0)
                .withoutSamples()
                .withClockOffset(Beginning.offset()));
    machine
        .importer()
        .importPath(
            DropFolder.with(
                "imports/partners/partners.yaml",
                "partners: [{id: partner-a, name: A, suspended: false, eligiblePrograms: []}]\n"));
    http = HttpClient.newHttpClient();
    var token = machine.tokenFor("partner-a", "ada", "AdminAgent");
    request = Question.askedBy(new Client(http, machine.baseUrl(), token));
  }

  @AfterEach
  void stop() {
    http.close();
    machine.close();
  }

  private int run(String... arguments) {
    var all = new String[arguments.length + 3];
    all[0] = "support";
    all[1] = "--data";
    all[2] = folder.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return runAsIs(all);
  }

  private int runAsIs(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Keyshelf.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  private int decides(String decision, String... more) {
    var usual = new String[] {"decide", request, decision, "--partner", "partner-a"};
    var all = new String[usual.length + more.length];
    System.arraycopy(usual, 0, all, 0, usual.length);
    System.arraycopy(more, 0, all, usual.length, more.length);
    return run(all);
  }

  @Test
  void listsAndShowsAndAnswers() {
    assertThat(run("list", "--partner", "partner-a")).as(err.toString()).isZero();
    assertThat(out.toString()).contains(request, "OPEN", "northwind.example", "A question");

    assertThat(decides("ANSWER", "--operator", "olga", "--note", "Yes.")).isZero();
    assertThat(out.toString()).contains("\"ANSWERED\"");

    assertThat(run("show", request, "--partner", "partner-a")).isZero();
    assertThat(out.toString()).contains("\"Yes.\"", "\"olga\"");
    assertThat(run("list", "--partner", "partner-a", "--state", "OPEN")).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void acceptsItsOptionsAtAnyPlace() {
    var data = folder.toString();

    for (var line :
        new String[][] {
          {"support", "list", "--data", data, "--partner", "partner-a"},
          {"support", "--partner=partner-a", "list", "--data", data},
          {"--data", data, "--partner", "partner-a", "support", "list"}
        }) {
      assertThat(runAsIs(line)).as(err.toString()).isZero();
      assertThat(out.toString()).contains(request);
    }
  }

  @Test
  void explainsEachOfItsCommands() {
    assertThat(runAsIs("support", "decide", "--help")).isZero();
    assertThat(out.toString()).contains("--operator", "--data", "--clock-offset");
  }

  @Test
  void saysTheSameThingOnce() {
    decides("ANSWER", "--operator", "olga", "--note", "Yes.");
    var first = out.toString();
    decides("ANSWER", "--operator", "olga", "--note", "Yes.");

    assertThat(out.toString()).isEqualTo(first);
    run("show", request, "--partner", "partner-a");
    assertThat(out.toString()).containsOnlyOnce("noteId");
  }

  @ParameterizedTest
  @CsvSource({
    "GRANT, --pays=TERMS, names-no-order",
    "GRANT, --line=1, /pays is missing",
    "GRANT, '--line=1=2.00 USD', names-no-order",
    "DECLINE, --pays=TERMS, is only for a GRANT",
    "MAYBE, --yes, must be one of"
  })
  void refusesWithOneLineAndExitCodeTwo(String decision, String option, String why) {
    assertThat(decides(decision, "--operator", "olga", "--note", "Yes.", option)).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains(why);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void refusesAMalformedLine() {
    assertThat(decides("GRANT", "--operator", "olga", "--note", "Yes.", "--line", "1=2"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("94.30 USD");
  }

  @Test
  void refusesACommandWithoutAnOperator() {
    assertThat(decides("ANSWER", "--note", "Yes.")).isEqualTo(2);
    assertThat(err.toString()).contains("--operator");
  }
}
