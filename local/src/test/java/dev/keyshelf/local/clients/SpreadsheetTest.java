package dev.keyshelf.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.http.Csv;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * LibreOffice Calc opens an export for people and saves it again. All cells are unchanged, and
 * numbers have the same value. It saves CSV, because other formats change text themselves: a
 * workbook reads {@code _xE_} as an escape.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class SpreadsheetTest {
  private static final String FILTER = "Text - txt - csv (StarCalc):";

  /** Comma, quote, UTF-8, from row 1. Calc detects numbers, dates and times, in English. */
  private static final String OPENING = "44,34,76,1,,1033,false,true";

  private static final String SAVING = "44,34,76,1,,1033,false,false";

  private static final List<String> TEXTS =
      List.of(
          "=1+1",
          "+1",
          "-1",
          "@SUM(A1)",
          "=cmd|' /C calc'!A0",
          "\u0001=1+1",
          "\u0007bell",
          "\t=1",
          "00123",
          "108437612345678901234",
          "1E5",
          "1.000",
          "1,000",
          "50%",
          "$5",
          "5 USD",
          "(5)",
          "1-2",
          "3/4",
          "2026-11-20",
          "2026-11-20 12:00",
          "2026-11-20T12:00:00",
          "2026-11-20T12:00:00.123Z",
          "12:30",
          "1:23456",
          "12:30 PM",
          "Nov 2026",
          "5 November",
          "TRUE",
          "true",
          "192.0.2.7",
          "2001:db8::1",
          "Fabrikam, Inc.",
          "say \"yes\"",
          "two\nlines",
          " a ",
          "a\tb",
          "a;b",
          "'quoted'",
          "Office 2019",
          "\u5de8\u786c \ud83d\ude00 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u00df",
          "");

  private static OneMachine machine;
  private static Storefront front;

  /** Of all tests, because Calc makes a profile at its first start. */
  @TempDir private static Path folder;

  @BeforeAll
  static void open(@TempDir Path imports) throws IOException {
    machine =
        OneMachine.start(
            Settings.inMemory(Settings.defaultTemplate())
                .withoutSamples()
                .withClockOffset(Beginning.offset()));
    front = Storefront.open(machine, imports, new Offered("FILE", "a.iso", 5_000));
    front.cancel(front.buys(Seller.WINDOWS));
    var link = front.link("FILE");
    for (var agent : TEXTS) {
      if (agent.chars().noneMatch(each -> each < ' ' || each > '~')) {
        front.start(link, "User-Agent", agent);
      }
    }
  }

  @AfterAll
  static void close() {
    front.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/activity", "/v1/invoices/%s"})
  void keepsEveryCellOfAnExport(String route) throws Exception {
    var path = route.formatted(Beginning.INSTANT.toString().substring(0, 7));
    var auditor = machine.tokenFor("partner-a", "00123", "GlobalAdmin");

    var export = front.table(URI.create(machine.baseUrl() + path), auditor);

    assertThat(cells(export)).hasSizeGreaterThan(2);
    assertUnharmed(export);
  }

  @Test
  void keepsEveryTextInEveryCell() throws Exception {
    var table = new StringBuilder(Csv.FOR_PEOPLE.begin());
    table.append(Csv.FOR_PEOPLE.row("text", "again", "number"));
    for (var text : TEXTS) {
      table.append(Csv.FOR_PEOPLE.row(text, text, new BigDecimal("-1200.50")));
    }
    assertUnharmed(table.toString());
  }

  private void assertUnharmed(String csv) throws IOException, InterruptedException {
    var calc = Program.of("soffice", Files.createDirectories(folder.resolve("calc")));
    Files.writeString(calc.folder().resolve("export.csv"), csv);
    calc.run(
        "--headless",
        "-env:UserInstallation=" + folder.resolve("profile").toUri(),
        "--infilter=" + FILTER + OPENING,
        "--convert-to",
        "csv:" + FILTER + SAVING,
        "--outdir",
        "saved",
        "export.csv");
    var saved = cells(Files.readString(calc.folder().resolve("saved/export.csv")));

    assertThat(saved).hasSameSizeAs(cells(csv));
    for (int row = 0; row < saved.size(); row++) {
      assertThat(saved.get(row))
          .usingElementComparator(SpreadsheetTest::compare)
          .isEqualTo(cells(csv).get(row));
    }
  }

  /** Compares numbers by value, because Calc saves them without trailing zeros. */
  private static int compare(String saved, String exported) {
    if (exported.matches("-?[0-9]+(?:\\.[0-9]+)?") && saved.matches("-?[0-9]+(?:\\.[0-9]+)?")) {
      return new BigDecimal(saved).compareTo(new BigDecimal(exported));
    }
    return saved.compareTo(exported);
  }

  private static List<List<String>> cells(String csv) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var cell = new StringBuilder();
    var quoted = false;
    var text = csv.startsWith("\uFEFF") ? csv.substring(1) : csv;
    for (int at = 0; at < text.length(); at++) {
      var next = text.charAt(at);
      if (next == '"') {
        if (quoted && text.startsWith("\"", at + 1)) {
          cell.append(text.charAt(++at));
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (next == ',' || next == '\n')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (next == '\n') {
          rows.add(List.copyOf(row));
          row.clear();
        }
      } else if (quoted || next != '\r') {
        cell.append(next);
      }
    }
    return rows;
  }
}
