package dev.keyshelf.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FrontCostTest {
  private static final Path TEMPLATE = Settings.defaultTemplate();

  /** Returns the prices in each line of the command that begins so. */
  private static List<List<String>> printed(String beginning) {
    var out = new StringWriter();
    new CommandLine(new CostCommand()).setOut(new PrintWriter(out)).execute();
    return out.toString()
        .lines()
        .filter(line -> line.startsWith(beginning))
        .map(
            line ->
                Pattern.compile("\\d+\\.\\d\\d")
                    .matcher(line)
                    .results()
                    .map(MatchResult::group)
                    .toList())
        .toList();
  }

  private static String pageFrom(String heading) throws IOException {
    var page = Files.readString(TEMPLATE.resolveSibling("docs/performance.md"));
    return page.substring(page.indexOf(heading));
  }

  @Test
  void printsThePricesOfTheWebAclThatThePageStates() throws IOException {
    var prices = printed("In front");

    assertThat(prices).singleElement().satisfies(each -> assertThat(each).hasSize(2));
    assertThat(pageFrom("## What stands in front costs"))
        .contains(prices.getFirst().stream().map("| %s |\n"::formatted).toList());
  }

  @Test
  void printsThePricesOfTokensThatThePageStates() throws IOException {
    var prices = printed("A million tokens");

    assertThat(prices).singleElement().satisfies(each -> assertThat(each).hasSize(3));
    assertThat(pageFrom("## What stands in front costs"))
        .contains(prices.getFirst().stream().map("| %s |\n"::formatted).toList());
  }

  @Test
  void printsThePricesOfBothWaysOfDownloadsThatThePageStates() throws IOException {
    var section = pageFrom("## What the bytes of downloads cost");
    var prices = printed("By ");

    assertThat(prices).hasSize(2);
    for (int i = 0; i < 3; i++) {
      assertThat(section)
          .contains("| %s | %s |".formatted(prices.get(0).get(i), prices.get(1).get(i)));
    }
    assertThat(section).contains("| 0.00 | %s |".formatted(prices.get(1).get(3)));
  }

  @Test
  void countsTheRulesOfTheWebAcl() throws IOException {
    var rules =
        Pattern.compile("(?m)^ {8}- Name: ")
            .matcher(Files.readString(TEMPLATE.resolveSibling("edge.yaml")))
            .results()
            .count();

    assertThat(FrontCost.RULES).isEqualTo((int) rules);
  }
}
