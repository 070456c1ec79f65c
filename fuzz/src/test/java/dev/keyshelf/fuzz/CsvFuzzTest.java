package dev.keyshelf.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.http.Csv;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

class CsvFuzzTest {
  private static final Pattern FORMULA =
      Pattern.compile("[\\s\\p{Z}\\p{C}]*[=+\\-@＝＋－＠].*|\\p{Cc}.*", Pattern.DOTALL);

  @FuzzTest(maxDuration = "10m")
  void readsBackAsItWasWrittenAndRunsNothing(byte[] input) {
    var cells = List.of(new String(input, StandardCharsets.UTF_8).split("\0", -1));
    var row = Csv.FOR_PEOPLE.row(cells.toArray());
    if (!row.endsWith("\r\n")) {
      throw new AssertionError("the row does not end with CR LF: " + row);
    }
    var read = read(row.substring(0, row.length() - 2));
    if (read.size() != cells.size()) {
      throw new AssertionError("%s was parsed as %s".formatted(cells, read));
    }
    for (int i = 0; i < cells.size(); i++) {
      var cell = read.get(i);
      if (!cell.equals(cells.get(i)) && !cell.equals("'" + cells.get(i))) {
        throw new AssertionError("%s was parsed as %s".formatted(cells.get(i), cell));
      }
      if (FORMULA.matcher(cell).matches()) {
        throw new AssertionError("a spreadsheet would run the formula: " + cell);
      }
    }
  }

  /** Parses a row by RFC 4180, and fails if a strict parser would refuse it. */
  private static List<String> read(String row) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    var quoted = false;
    for (int i = 0; i < row.length(); i++) {
      var next = row.charAt(i);
      if (quoted && next == '"' && i + 1 < row.length() && row.charAt(i + 1) == '"') {
        cell.append(row.charAt(++i));
      } else if (next == '"') {
        if (!quoted && !cell.isEmpty()) {
          throw new AssertionError("a quote inside an unquoted cell: " + row);
        }
        quoted = !quoted;
      } else if (!quoted && next == ',') {
        cells.add(cell.toString());
        cell.setLength(0);
      } else if (!quoted && (next == '\r' || next == '\n')) {
        throw new AssertionError("an unquoted line break inside the row: " + row);
      } else {
        cell.append(next);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
