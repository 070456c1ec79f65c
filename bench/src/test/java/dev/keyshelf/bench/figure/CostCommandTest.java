package dev.keyshelf.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CostCommandTest {
  private static final Path TEMPLATE = Settings.defaultTemplate();

  private static String printed() {
    var out = new StringWriter();
    new CommandLine(new CostCommand()).setOut(new PrintWriter(out)).execute();
    return out.toString();
  }

  /** Two blanks or more separate the columns of the command. */
  @Test
  void printsTheTableOfThePage() throws IOException {
    var page = Files.readString(TEMPLATE.resolveSibling("docs/performance.md"));
    var rows =
        printed()
            .lines()
            .skip(1)
            .takeWhile(line -> !line.isEmpty())
            .map(line -> "| " + line.strip().replaceAll(" {2,}", " | ") + " |\n")
            .toList();

    assertThat(rows).hasSizeGreaterThan(8);
    assertThat(page).contains(String.join("", rows));
  }

  @Test
  void printsThePricesOfEventsThatThePageStates() throws IOException {
    var page = Files.readString(TEMPLATE.resolveSibling("docs/performance.md"));
    var section = page.substring(page.indexOf("## What events cost"));
    var prices =
        Pattern.compile("\\d+\\.\\d\\d")
            .matcher(
                String.join(
                    "\n",
                    printed()
                        .lines()
                        .filter(
                            line ->
                                line.matches("A (million events|reader) .*|A million events:.*"))
                        .toList()))
            .results()
            .map(match -> "| " + match.group() + " |\n")
            .toList();

    assertThat(prices).hasSizeGreaterThan(6);
    assertThat(section).contains(prices);
  }

  @Test
  void printsTheTablesOfTradeOnThePage() throws IOException {
    var page = Files.readString(TEMPLATE.resolveSibling("docs/performance.md"));
    for (var heading : List.of("USD of trade", "What stays for good")) {
      var rows =
          printed()
              .lines()
              .dropWhile(line -> !line.startsWith(heading))
              .skip(1)
              .takeWhile(line -> !line.isEmpty())
              .map(line -> "| " + line.strip().replaceAll(" {2,}", " | ") + " |\n")
              .toList();

      assertThat(rows).as(heading).hasSizeGreaterThan(7);
      assertThat(page).contains(String.join("", rows));
    }
  }

  /** A test of the product counts the units of that page. */
  @Test
  void pricesTheUnitsOfThePageOfAccessPatterns() throws IOException {
    var page = Files.readString(TEMPLATE.resolveSibling("docs/access-patterns.md"));

    for (var act : TradeCost.ACTS) {
      var row =
          Pattern.compile(
                  "\\| %s \\| \\d+ \\| ([\\d.]+) \\| \\d+ \\| (\\d+) \\|\n"
                      .formatted(Pattern.quote(act.row())))
              .matcher(page);

      assertThat(row.find()).as(act.row()).isTrue();
      assertThat(act.reads()).as(act.row()).isEqualTo(Double.parseDouble(row.group(1)));
      assertThat(act.writes()).as(act.row()).isEqualTo(Integer.parseInt(row.group(2)));
      // Two write units are one started KB. Its idempotency record expires.
      assertThat(act.keptKilobytes()).isLessThanOrEqualTo(act.writes() / 2.0);
    }
  }

  @Test
  void printsThePricesOfDocumentsThatThePageStates() throws IOException {
    assertPricesOnPage("## What documents cost", "invoices of", 3);
  }

  @Test
  void printsThePricesOfVersionsThatThePageStates() throws IOException {
    assertPricesOnPage("## What versions cost", "Versions of", 2);
  }

  /** The first printed line with a text has so many prices, and all are under the heading. */
  private static void assertPricesOnPage(String heading, String text, int count)
      throws IOException {
    var page = Files.readString(TEMPLATE.resolveSibling("docs/performance.md"));
    var line = printed().lines().filter(each -> each.contains(text)).findFirst();
    var prices =
        Pattern.compile("\\d+\\.\\d\\d")
            .matcher(line.orElseThrow())
            .results()
            .map(match -> "| " + match.group() + " |\n")
            .toList();

    assertThat(prices).hasSize(count);
    assertThat(page.substring(page.indexOf(heading))).contains(prices);
  }

  @Test
  void countsTheVersionsOfTheTemplateAndTheMetricsOfItsCanaries() throws IOException {
    var template = Files.readString(TEMPLATE);

    assertThat(VersionCost.FUNCTIONS).isEqualTo(count("AutoPublishAlias: live\n", template));
    assertThat(VersionCost.WATCHED_METRICS).isEqualTo(count(".Version.Version }\n", template));
    assertThat(template.split("  KeepAwake:\n", 2)[1].split("Schedule: ", 2)[1])
        .startsWith("rate(1 day)\n");
  }

  private static int count(String text, String template) {
    return template.split(Pattern.quote(text), -1).length - 1;
  }

  /** An alarm costs as much for each of its metrics. */
  @Test
  void countsTheMetricsInTheAlarmsOfTheTemplate() throws IOException {
    var metrics =
        Pattern.compile("Type: AWS::CloudWatch::Alarm\n(?! *Condition:)((?:    .*\n)+)")
            .matcher(Files.readString(TEMPLATE))
            .results()
            .mapToInt(alarm -> Math.max(1, count("MetricStat:\n", alarm.group(1))))
            .sum();

    assertThat(CostCommand.WATCHED_METRICS).isEqualTo(metrics);
  }
}
