package dev.keyshelf.local.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.Keyshelf;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that a mistyped command line gets one line that suggests what was probably meant. */
@Isolated("the command line sets the JVM up")
final class MistypedTest {
  private static String answerTo(String line) {
    var out = new StringWriter();
    var err = new StringWriter();
    var command = Keyshelf.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    assertThat(command.execute(line.split(" "))).isEqualTo(2);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(1);
    return err.toString().strip();
  }

  @ParameterizedTest
  @CsvSource({
    "serv, serv, serve, ./keyshelf help",
    "serve-r, serve-r, serve, ./keyshelf help",
    "serv --port 3001, serv, serve, ./keyshelf help",
    "--port 3001 serv, serv, serve, ./keyshelf help",
    "suport list --partner p, suport, support, ./keyshelf help",
    "help supprt, supprt, support, ./keyshelf help",
    "support lst, support lst, list, ./keyshelf support --help",
    "support --partner p lst --data d, support lst, list, ./keyshelf support --help",
    "stock mvoe, stock mvoe, move, ./keyshelf stock --help",
    "stock Withdraw, stock Withdraw, withdraw, ./keyshelf stock --help"
  })
  void suggestsTheNearestCommand(String line, String typed, String meant, String help) {
    assertThat(answerTo(line))
        .isEqualTo(
            "keyshelf: no such command: %s (did you mean %s? `%s` lists them)"
                .formatted(typed, meant, help));
  }

  @ParameterizedTest
  @CsvSource({
    "frobnicate, frobnicate, ./keyshelf help",
    "stock x, stock x, ./keyshelf stock --help"
  })
  void suggestsNoCommandIfNoneIsClose(String line, String typed, String help) {
    assertThat(answerTo(line))
        .isEqualTo("keyshelf: no such command: %s (`%s` lists them)".formatted(typed, help));
  }

  @ParameterizedTest
  @CsvSource({
    "serve --prt 3001, --prt, --port, ./keyshelf serve --help",
    "serve --prt=3001, --prt, --port, ./keyshelf serve --help",
    "stock --dta d, --dta, --data, ./keyshelf stock --help",
    "--vershion, --vershion, --version, ./keyshelf help"
  })
  void suggestsTheNearestOption(String line, String typed, String meant, String help) {
    assertThat(answerTo(line))
        .isEqualTo(
            "keyshelf: no such option: %s (did you mean %s? `%s` lists them)"
                .formatted(typed, meant, help));
  }

  @Test
  void namesAnUnexpectedArgument() {
    assertThat(answerTo("demo please"))
        .isEqualTo("keyshelf: unexpected argument: please; see `./keyshelf demo --help`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token | --partner, --user and --role are required, or --operator alone | token",
        "backup | TARGET is required | backup",
        "listen | --partner is required, or --token alone | listen",
        "support decide | --partner, --operator, --note, REQUEST and DECISION are required"
            + " | support decide",
        "payments import | FILE.csv is required | payments import"
      })
  void namesWhatIsRequired(String line, String missing, String command) {
    assertThat(answerTo(line))
        .isEqualTo("keyshelf: %s; see `./keyshelf %s --help`".formatted(missing, command));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serve --port | --port needs a value",
        "serve --port x | --port must be a whole number, was 'x'",
        "serve --port 3 --port 4 | --port can be given only once",
        "serve --clock-offset x |"
            + " --clock-offset must be a duration such as P61D, PT12H or P2M, was 'x'",
        "token --partner --user u | --partner needs a value",
        "token --partner p --user u --role r --lifetime 3 |"
            + " --lifetime must be an ISO 8601 duration such as PT12H, was '3'",
        "fire X --detail y | --detail must be NAME=VALUE, was 'y'"
      })
  void saysWhatAValueMustBe(String line, String wrong) {
    assertThat(answerTo(line)).startsWith("keyshelf: " + wrong + "; see `./keyshelf ");
  }
}
