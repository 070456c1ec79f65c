package dev.keyshelf.domain.resale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.money.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the examples of resale in {@code docs/billing.md} with the result of the code. */
class ResalePageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("keyshelf.root"), "docs", "billing.md");
  private static final int COLUMNS = 7;

  private static Stream<List<String>> examples() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.equals("## Resale"))
        .takeWhile(line -> !line.equals("## Payments"))
        .filter(line -> line.startsWith("| ") && line.endsWith(" |"))
        .map(line -> line.substring(2, line.length() - 2))
        .map(line -> Arrays.stream(line.split(" \\| ")).map(String::strip).toList())
        .filter(cells -> cells.size() == COLUMNS)
        .skip(1);
  }

  private static Money money(String text) {
    var parts = text.split(" ");
    return Money.of(parts[0], parts[1]);
  }

  private static Money resold(String price, Money purchasePrice) {
    return price.endsWith(" %")
        ? Margin.parse(price.substring(0, price.length() - 2)).orElseThrow().on(purchasePrice)
        : money(price);
  }

  @Test
  void thePageHasExamples() throws IOException {
    assertThat(examples()).hasSize(8);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void rebillsAndGivesBackWhatThePageSays(List<String> row) {
    var quantityAndPrice = row.get(1).split(" x ");
    var units = Integer.parseInt(quantityAndPrice[0]);
    var unitPrice = money(quantityAndPrice[1]);
    var rebilled = resold(row.get(2), unitPrice).times(units);

    assertThat(rebilled).isEqualTo(money(row.get(3)));
    assertThat(
            Resale.credit(rebilled, unitPrice.times(units), money(row.get(4)), money(row.get(5))))
        .isEqualTo(money(row.get(6)));
  }
}
