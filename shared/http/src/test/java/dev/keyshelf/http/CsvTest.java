package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @Test
  void endsARowAsRfc4180Says() {
    assertThat(Csv.FOR_PEOPLE.row("a", "b")).isEqualTo("a,b\r\n");
  }

  @Test
  void quotesWhatWouldEndACell() {
    assertThat(Csv.FOR_PEOPLE.row("Fabrikam, Inc.", "say \"yes\"", "two\r\nlines", "a;b", " a"))
        .isEqualTo("\"Fabrikam, Inc.\",\"say \"\"yes\"\"\",\"two\r\nlines\",\"a;b\",\" a\"\r\n");
  }

  @Test
  void leavesNumbersAndMonthsUnchanged() {
    assertThat(
            Csv.FOR_PEOPLE.row(
                new BigDecimal("-12.50"), -3, 10_000_000_000L, YearMonth.of(2026, 11)))
        .isEqualTo("-12.50,-3,10000000000,2026-11\r\n");
  }

  @Test
  void writesADecimalWithoutAnExponent() {
    assertThat(Csv.FOR_PEOPLE.row(new BigDecimal("1E+3"))).isEqualTo("1000\r\n");
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
        "\ufe661",
        "\u22121",
        "\u0001=1+1",
        "\u0007x",
        "\u000bx",
        "\u0000",
        "\u001b[31m",
        "\u007fx",
        "\u0085x",
        " \u0001\ufeff+1",
        "=cmd|' /C calc'!A0",
        "=HYPERLINK(\"https://x\",\"y\")",
        "\t=1",
        "\rx",
        "\nx",
        "x\n=1+1"
      })
  void startsNoCellAsAFormula(String text) {
    for (var csv : Csv.values()) {
      var row = csv.row(text);

      var start = row.startsWith("\"") ? row.charAt(1) : row.charAt(0);
      assertThat(start).isIn('\'', 'x');
      assertThat(row.startsWith("\"") || !text.contains("\n")).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "00123",
        "108437612345678901234",
        "1E5",
        "12e-3",
        "1.000",
        "1,000.5",
        "50%",
        "$5",
        "5 \u20ac",
        "5 USD",
        "USD 5",
        "(5)",
        "1-2",
        "3/4",
        "2026-11",
        "2026-11-20",
        "20.11.2026",
        "2026-11-20T12:00",
        "12:30",
        "1:23456",
        "12:30 pm",
        "Nov 2026",
        "1 may",
        "November 5, 2026",
        "11-Dec-26",
        "TRUE",
        "false",
        " 7 ",
        "\u0661\u0662"
      })
  void keepsTextAsTextForPeopleAndUnchangedForPrograms(String text) {
    assertThat(Csv.FOR_PEOPLE.row(text)).contains("'" + text);
    assertThat(Csv.FOR_PROGRAMS.row(text).replace("\"", "")).isEqualTo(text + "\r\n");
  }

  @Test
  void beginsWithAByteOrderMarkForPeopleOnly() {
    assertThat(Csv.FOR_PEOPLE.begin()).isEqualTo("\ufeff");
    assertThat(Csv.FOR_PROGRAMS.begin()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/csv;profile=data",
        "text/csv; charset=utf-8; profile=\"data\"",
        "application/json;q=0.5, text/CSV ; Profile=Data;q=0.9"
      })
  void isForProgramsThatAskForTheProfile(String accept) {
    assertThat(Csv.of(Requests.withHeader("accept", accept))).isEqualTo(Csv.FOR_PROGRAMS);
    assertThat(Csv.FOR_PROGRAMS.contentType())
        .isEqualTo("text/csv; charset=utf-8; header=present; profile=data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/csv",
        "text/csv;profile=database",
        "application/json;profile=data, text/csv",
        "text/csv;profile=data;q=0, text/csv"
      })
  void isForPeopleOtherwise(String accept) {
    assertThat(Csv.of(Requests.withHeader("accept", accept))).isEqualTo(Csv.FOR_PEOPLE);
    assertThat(Csv.FOR_PEOPLE.contentType()).isEqualTo("text/csv; charset=utf-8; header=present");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a=b",
        "2019, 16 cores",
        "192.0.2.7",
        "2026-11-20T12:00:00.123Z",
        "Office 2019",
        "4 x 5.00 USD",
        "01JD1E5",
        "INV-000001",
        "en-US",
        "a-b",
        "ann@contoso.example",
        "版本"
      })
  void leavesHarmlessTextUnchanged(String text) {
    assertThat(Csv.FOR_PEOPLE.row(text).replace("\"", "")).isEqualTo(text + "\r\n");
  }

  @Test
  void keepsItsColumnsWhereTheFirstCellsAreEmpty() {
    assertThat(Csv.FOR_PEOPLE.row("", "", "a")).isEqualTo(",,a\r\n");
  }
}
