package dev.keyshelf.keys;

import dev.keyshelf.api.imports.CsvRows;
import dev.keyshelf.api.imports.CsvRows.Row;
import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.api.imports.SourceText;
import dev.keyshelf.domain.key.ImportKeys.BatchLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A vendor's file of keys: CSV with a column named key, in any case. Other columns are ignored. The
 * header shows whether commas, semicolons or tabs separate the cells. Faults never show text that
 * may be a key.
 */
final class KeyFile {
  private static final String COLUMN = "key";
  private static final String SEPARATORS = ",;\t";

  /** The line by which spreadsheets name the separator. A tab is already removed as a blank. */
  private static final Pattern HINT = Pattern.compile("(?i)sep=([,;]?)");

  /** Column names that a fault may show. Any other text in a header may be a key or a name. */
  private static final Pattern SHOWN =
      Pattern.compile(
          "(?i)(?:product|serial|licen[cs]e|activation|volume|retail|my|the)?[ _]?"
              + "(?:keys?|codes?|serials?|numbers?|licen[cs]es?|text|value|id|note|name|pool|batch|sku)");

  private static final int MOST_SHOWN = 5;

  private final String name;
  private final Faults faults;

  private KeyFile(String name, Faults faults) {
    this.name = name;
    this.faults = faults;
  }

  /**
   * Reads the keys of a file.
   *
   * @param faults receives the faults of the file
   * @return an empty result if the file cannot be read, or can be read in more than one way
   */
  static Optional<List<BatchLine>> read(String name, byte[] bytes, Faults faults) {
    return SourceText.read(name, bytes, faults).flatMap(new KeyFile(name, faults)::lines);
  }

  private Optional<List<BatchLine>> lines(String text) {
    var start = new CsvRows(text, 0, 1, CsvRows.NONE);
    var separators = SEPARATORS + CsvRows.NONE;
    while (start.hasNext()) {
      var at = start.at();
      var line = start.line();
      var row = start.next();
      var hint = HINT.matcher(row.cells().isEmpty() ? "" : row.cells().getFirst());
      if (hint.matches()) {
        separators = hint.group(1).isEmpty() ? "\t" : hint.group(1);
      } else if (!row.isBlank()) {
        return below(text, at, line, separators);
      }
    }
    return refused(1, "is empty; it must begin with a header that has a column named key");
  }

  private Optional<List<BatchLine>> below(String text, int at, int line, String separators) {
    var found = new ArrayList<Character>();
    Row header = new CsvRows(text, at, line, CsvRows.NONE).next();
    for (int i = 0; i < separators.length(); i++) {
      var separator = separators.charAt(i);
      var row = new CsvRows(text, at, line, separator).next();
      if (columns(row).count() == 1 && row.fault().isEmpty()) {
        found.add(separator);
        header = row;
      } else if (columns(row).count() > 1) {
        return refused(line, "has more than one column named key");
      }
    }
    // A header with one column contains no separator, so each separator fits.
    if (found.size() > 1 && header.cells().size() > 1) {
      return refused(line, "can be read with more than one separator; use commas only");
    }
    if (found.isEmpty()) {
      return refused(line, "must be a header with a column named key; found " + shown(text, at));
    }
    var rows = new CsvRows(text, at, line, found.getLast());
    return lines(rows, rows.next());
  }

  private Optional<List<BatchLine>> lines(CsvRows rows, Row header) {
    var column = columns(header).findFirst().orElseThrow();
    var before = faults.count();
    var lines = new ArrayList<BatchLine>();
    while (rows.hasNext()) {
      var row = rows.next();
      if (!row.fault().isEmpty()) {
        fault(row.line(), row.fault());
      } else if (isTooLong(row, header)) {
        fault(
            row.line(),
            "has %s columns, the header has %s; quote a cell that has the separator in it"
                .formatted(row.cells().size(), header.cells().size()));
      } else if (!row.isBlank()) {
        key(row, column).ifPresent(key -> lines.add(new BatchLine(row.line(), key)));
      }
    }
    if (lines.isEmpty() && faults.count() == before) {
      return refused(header.line(), "has no key below its header");
    }
    return faults.count() == before ? Optional.of(lines) : Optional.empty();
  }

  private Optional<String> key(Row row, int column) {
    var key = column < row.cells().size() ? row.cells().get(column) : "";
    if (key.isEmpty()) {
      fault(row.line(), "has other cells, but no key");
      return Optional.empty();
    }
    return Optional.of(key);
  }

  private static boolean isTooLong(Row row, Row header) {
    return row.cells().stream().skip(header.cells().size()).anyMatch(cell -> !cell.isEmpty());
  }

  private static Stream<Integer> columns(Row row) {
    return IntStream.range(0, row.cells().size())
        .filter(i -> row.cells().get(i).equalsIgnoreCase(COLUMN))
        .boxed();
  }

  /** Describes the columns found. Shows only names that cannot be a key, and otherwise lengths. */
  private static String shown(String text, int at) {
    var line = text.substring(at).lines().findFirst().orElse("");
    var cells = List.of(line.split("[,;\t]", -1));
    return cells.stream()
            .limit(MOST_SHOWN)
            .map(cell -> cell.strip().replaceAll("^\"|\"$", "").strip())
            .map(
                cell ->
                    SHOWN.matcher(cell).matches()
                        ? "'" + cell + "'"
                        : cell.length() + " characters")
            .collect(Collectors.joining(", "))
        + (cells.size() > MOST_SHOWN ? " and more" : "");
  }

  private Optional<List<BatchLine>> refused(int line, String why) {
    fault(line, why);
    return Optional.empty();
  }

  private void fault(int line, String why) {
    faults.add(new ImportFault(name, line, "", why));
  }
}
