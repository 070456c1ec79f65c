package dev.keyshelf.local.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads CSV by RFC 4180: rows of cells by the name of their column. */
final class Cells {
  private Cells() {}

  /** A row of a file with a header. */
  record Row(Map<String, String> cells) {
    String text(String column) {
      var cell = cells.get(column);
      if (cell == null) {
        throw new AssertionError("no column " + column);
      }
      return cell;
    }

    BigDecimal number(String column) {
      return new BigDecimal(text(column));
    }
  }

  static List<Row> of(String csv) {
    var table = table(csv);
    var rows = new ArrayList<Row>();
    for (var cells : table.subList(1, table.size())) {
      if (cells.size() != table.getFirst().size()) {
        throw new AssertionError("a row has another width than the header: " + cells);
      }
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        row.put(table.getFirst().get(i), cells.get(i));
      }
      rows.add(new Row(row));
    }
    return rows;
  }

  private static List<List<String>> table(String csv) {
    var table = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var cell = new StringBuilder();
    var quoted = false;
    for (int at = csv.startsWith("\uFEFF") ? 1 : 0; at < csv.length(); at++) {
      var next = csv.charAt(at);
      if (next == '"' && quoted && csv.startsWith("\"", at + 1)) {
        cell.append(csv.charAt(++at));
      } else if (next == '"') {
        quoted = !quoted;
      } else if (quoted || (next != ',' && next != '\r' && next != '\n')) {
        cell.append(next);
      } else if (next != '\r') {
        row.add(cell.toString());
        cell.setLength(0);
        if (next == '\n') {
          table.add(List.copyOf(row));
          row.clear();
        }
      }
    }
    return table;
  }
}
