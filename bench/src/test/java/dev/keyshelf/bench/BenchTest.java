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

  /** Runs a command. If it breaks, the test fails with its error output. */
  private int run(String... arguments) {
    var status =
        Bench.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    assertThat(status).as(err.toString()).isNotEqualTo(ExitCode.SOFTWARE);
    return status;
  }

  /** Returns the columns of the rows that begin with a number. Two spaces separate columns. */
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
    "growth, --orders, '1000,0', 1 or more",
    "growth, --lists, '10,4000', at most 3000",
    "growth, --months, 120, as many",
    "growth, --calls, 0, 1 or more",
    "console, --rounds, 0, 1 or more",
    "console, --rows, few, 'few'",
    "cost, --downloads, 0, 1 or more",
    "cost, --uses, 0, 1 or more",
    "events, --orders, 0, 1 or more",
    "events, --clients, x, 'x'",
    "events, --events, 0, 1 or more",
  })
  void refusesABadOptionInOneLineWithExitCodeTwo(
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
  void namesTheMeasurementThatAMistypedWordMeans() {
    assertThat(run("order")).isEqualTo(2);

    assertThat(err.toString().strip())
        .isEqualTo(
            "keyshelf-bench: no such command: order"
                + " (did you mean orders? `./keyshelf-bench help` lists them)");
  }

  @Test
  void namesTheHelpOfTheMeasurementWithAMistypedOption() {
    assertThat(run("orders", "--order", "1")).isEqualTo(2);

    assertThat(err.toString().strip())
        .isEqualTo(
            "keyshelf-bench: no such option: --order"
                + " (did you mean --orders? `./keyshelf-bench orders --help` lists them)");
  }

  @Test
  void eachMeasurementShowsItsHelp() {
    var commands = Bench.commandLine().getSubcommands().keySet();
    assertThat(commands).hasSizeGreaterThan(10);

    for (var command : commands) {
      out.getBuffer().setLength(0);
      assertThat(run(command, "--help")).as(command).isZero();
      assertThat(out.toString()).contains("Usage: keyshelf-bench " + command);
    }
    assertThat(run("--help")).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void claimsMoreKeysOfEachPoolThanItHolds() {
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
  void computesTheCostOfAMillionDownloadsFromTheAccessPatterns() {
    assertThat(run("cost", "--downloads", "1000000", "--uses", "50")).isZero();

    assertThat(out.toString())
        .containsPattern("table: writes +8\\.90\\b") // 8.75, and 0.15 for the links
        .containsPattern("table: reads +1\\.01\\b")
        .containsPattern("gateway +3\\.02\\b");
  }

  @Test
  void comparesEachCommandWithTheBareSdk() {
    assertThat(run("commands", "--calls", "4", "--clients", "2")).isZero();

    assertThat(out.toString().lines().skip(1)).hasSize(10).noneMatch(row -> row.contains("NaN"));
  }

  @Test
  void measuresEventsFromTheirOrdersToTheEndOfALongFeed() {
    assertThat(
            run("events", "--orders", "6", "--clients", "2", "--single", "3", "--events", "1001"))
        .isZero();

    assertThat(rows())
        .extracting(row -> row.subList(0, 2))
        .containsExactly(
            List.of("2", "6"),
            List.of("2", "6"),
            List.of("1", "3"),
            List.of("2", "6"),
            List.of("1001", "2"));
    assertThat(out.toString()).doesNotContain("NaN", "Infinity");
  }

  @Test
  void rendersAnInvoiceAndAMonthOfThem() {
    assertThat(run("documents", "--invoices=2", "--orders=1", "--calls=2")).isZero();

    assertThat(out.toString()).contains("UBL", "\"made\":");
  }

  @Test
  void measuresInTablesOfEachSize() {
    assertThat(
            run(
                "growth",
                "--items=20,60",
                "--lists=2,3",
                "--months=1,2",
                "--rounds=1",
                "--calls=1"))
        .isZero();

    assertThat(figures("items")).hasSize(30);
    assertThat(out.toString()).contains("software, last five: 1 rows", "users of a day: 20 rows");
    assertThat(figures("lists")).hasSize(4);
    assertThat(figures("months")).hasSize(4);
    assertThat(out.toString()).contains("price lists: 3 rows", "versions of a list: 3 rows");
  }

  @Test
  void fillsATableWithOrdersAsFarAsListsReadThem() {
    assertThat(run("growth", "--orders=3,60", "--lists=1", "--months=1", "--rounds=1", "--calls=1"))
        .isZero();

    assertThat(out.toString())
        .contains("60 orders of 6 items each")
        .contains("orders, newest: 50 rows", "orders, windows in 30 d: ")
        .contains("software, newest: 50 rows", "software, purchase order: 2 rows");
    assertThat(figures("orders")).hasSize(18);
  }

  /** Returns the rows with figures of sizes of this kind. */
  private List<String> figures(String kind) {
    return out.toString()
        .lines()
        .filter(line -> line.matches(".*[0-9] " + kind + " .* ms .*"))
        .toList();
  }

  @Test
  void refusesBothItemsAndOrders() {
    assertThat(run("growth", "--items", "20", "--orders", "20")).isEqualTo(2);

    assertThat(err.toString()).startsWith("keyshelf-bench: --orders and --items exclude");
  }

  @Test
  void refusesToStartAnUnknownFunction() {
    assertThat(run("starts", "--functions", "PlaceOrders")).isEqualTo(2);

    assertThat(err.toString()).startsWith("keyshelf-bench: no such function: PlaceOrders");
  }
}
