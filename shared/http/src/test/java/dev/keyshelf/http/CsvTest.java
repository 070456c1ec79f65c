package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @Test
  void endsARowAsRfc4180Says() {
    assertThat(Csv.row("a", "b")).isEqualTo("a,b\r\n");
  }

  @Test
  void quotesWhatWouldEndACell() {
    assertThat(Csv.row("Fabrikam, Inc.", "say \"yes\"", "two\r\nlines", "a;b", " a"))
        .isEqualTo("\"Fabrikam, Inc.\",\"say \"\"yes\"\"\",\"two\r\nlines\",\"a;b\",\" a\"\r\n");
  }

  @Test
  void leavesNumbersAsTheyAre() {
    assertThat(Csv.row(new BigDecimal("-12.50"), -3, 10_000_000_000L))
        .isEqualTo("-12.50,-3,10000000000\r\n");
  }

  @Test
  void writesADecimalWithoutAnExponent() {
    assertThat(Csv.row(new BigDecimal("1E+3"))).isEqualTo("1000\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        " =1+1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff=1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff201",
        "=cmd|' /C calc'!A0",
        "=HYPERLINK(\"https://x\",\"y\")",
        "\t=1",
        "\rx",
        "\nx",
        "x\n=1+1"
      })
  void startsNoCellAsAFormula(String text) {
    var row = Csv.row(text);

    var start = row.startsWith("\"") ? row.charAt(1) : row.charAt(0);
    assertThat(start).isIn('\'', 'x');
    assertThat(row.startsWith("\"") || !text.contains("\n")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=b", "2019, 16 cores", "a-b", "ann@contoso.example", "版本"})
  void leavesHarmlessTextAsItIs(String text) {
    assertThat(Csv.row(text).replace("\"", "")).isEqualTo(text + "\r\n");
  }

  @Test
  void keepsItsColumnsWhereTheFirstCellsAreEmpty() {
    assertThat(Csv.row("", "", "a")).isEqualTo(",,a\r\n");
  }
}
