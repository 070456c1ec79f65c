package dev.keyshelf.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ExitCode;

class BenchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs a command; the test of one that breaks says why. */
  private int run(String... arguments) {
    var status =
        Bench.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    assertThat(status).as(err.toString()).isNotEqualTo(ExitCode.SOFTWARE);
    return status;
  }

  /**
   * Gives the words of the rows that begin with a number; two words at least apart are a column.
   */
  private List<List<String>> rows() {
    return out.toString()
        .lines()
        .map(String::strip)
        .filter(line -> Character.isDigit(line.charAt(0)))
        .map(line -> List.of(line.split(" {2,}")))
        .toList();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "keys, --pools, x, 'x'",
    "keys, --pools, 0, 1 or more",
    "keys, --pools, '100,-1', 1 or more",
    "keys, --pools, '100,,5', --pools",
    "keys, --claims, 0, 1 or more",
    "keys, --claims, -3, 1 or more",
    "keys, --claims, many, 'many'",
    "keys, --pool, 100, --pool",
    "downloads, --starts, 0, 1 or more",
    "downloads, --starts, 1.5, '1.5'",
    "downloads, --clients, '1,0', 1 or more",
    "downloads, --clients, x, 'x'",
    "orders, --orders, 0, 1 or more",
    "import, --skus, -200, 1 or more",
    "starts, --rounds, 0, 1 or more",
    "boot, --rounds, 0, 1 or more",
    "boot, --commands, 'serve,stop', stop",
    "commands, --calls, 0, 1 or more",
    "commands, --clients, '1,0', 1 or more",
    "handlers, --seconds, 0, 1 or more",
    "growth, --items, '1000,0', 1 or more",
    "growth, --calls, 0, 1 or more",
    "cost, --downloads, 0, 1 or more",
    "cost, --uses, 0, 1 or more",
  })
  void answersABadOptionWithOneLineAndTwo(
      String command, String option, String value, String said) {
    assertThat(run(command, option, value)).isEqualTo(2);

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("keyshelf-bench: ")
        .contains(option, said);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void claimsMoreKeysOfEachPoolThanItHoldsAtATime() {
    assertThat(run("keys", "--pools", "6,3", "--claims", "4")).isZero();

    assertThat(rows()).extracting(row -> row.get(0)).containsExactly("3", "6");
    assertThat(rows()).extracting(row -> row.get(3)).containsOnly("4");
    assertThat(rows().getFirst()).endsWith("1.00", "1.00");
  }

  @Test
  void startsAndResumesMoreDownloadsThanALinkHasUses() {
    assertThat(run("downloads", "--starts", "51", "--clients", "1,2")).isZero();

    assertThat(rows())
        .extracting(row -> row.subList(0, 4))
        .containsExactly(
            List.of("1", "own", "start", "51"),
            List.of("1", "own", "resume", "51"),
            List.of("2", "own", "start", "51"),
            List.of("2", "own", "resume", "51"),
            List.of("2", "the same", "start", "51"),
            List.of("2", "the same", "resume", "51"));
  }

  @Test
  void reckonsAMillionDownloadsAsTheAccessPatternsDo() {
    assertThat(run("cost", "--downloads", "1000000", "--uses", "50")).isZero();

    assertThat(out.toString())
        .containsPattern("table: writes +8\\.90\\b") // 8.75, and 0.15 for the links
        .containsPattern("table: reads +1\\.01\\b")
        .containsPattern("gateway +3\\.02\\b");
  }

  @Test
  void comparesEachCommandWithTheBareSdkThatSendsTheSame() {
    assertThat(run("commands", "--calls", "4", "--clients", "2")).isZero();

    assertThat(out.toString().lines().skip(1)).hasSize(10).noneMatch(row -> row.contains("NaN"));
  }

  @Test
  void measuresInTablesOfEachSize() {
    assertThat(run("growth", "--items", "20,60", "--rounds", "1", "--calls", "1")).isZero();

    assertThat(out.toString().lines().skip(1)).hasSize(12);
  }

  @Test
  void refusesToStartAFunctionThatIsNotThere() {
    assertThat(run("starts", "--functions", "PlaceOrders")).isEqualTo(2);

    assertThat(err.toString()).startsWith("keyshelf-bench: no function PlaceOrders");
  }
}
