package dev.keyshelf.billing;

import dev.keyshelf.api.imports.CsvRows;
import dev.keyshelf.api.imports.CsvRows.Row;
import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.api.imports.SourceText;
import dev.keyshelf.domain.billing.PaymentLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An operator's file of payments: CSV with a header that names its columns, in any case and order.
 * Other columns are ignored. The header shows whether commas, semicolons or tabs separate the
 * cells.
 */
final class PaymentsFile {
  /** The maximum number of lines. Their transactions take about a minute. */
  static final int MOST_LINES = 1_000;

  static final String PARTNER = "partner";
  static final String KIND = "kind";
  static final String INVOICE = "invoice";
  static final String REFERENCE = "reference";
  static final String AMOUNT = "amount";
  static final String CURRENCY = "currency";
  static final String PAID_ON = "paidOn";
  static final String UNDOES = "undoes";

  private static final List<String> REQUIRED =
      List.of(PARTNER, INVOICE, REFERENCE, AMOUNT, CURRENCY, PAID_ON);

  /** The line by which spreadsheets name the separator. A tab is already removed as a blank. */
  private static final Pattern HINT = Pattern.compile("(?i)sep=([,;]?)");

  private final String name;
  private final LocalDate today;
  private final Faults faults;

  private PaymentsFile(String name, LocalDate today, Faults faults) {
    this.name = name;
    this.today = today;
    this.faults = faults;
  }

  /**
   * Reads the lines of a file. Returns empty, with faults, if any of them cannot be read.
   *
   * @param today the UTC date, after which no money can have moved
   */
  static Optional<List<PaymentLine>> read(
      String name, byte[] bytes, LocalDate today, Faults faults) {
    return SourceText.read(name, bytes, faults)
        .flatMap(new PaymentsFile(name, today, faults)::lines);
  }

  private Optional<List<PaymentLine>> lines(String text) {
    var start = new CsvRows(text, 0, 1, CsvRows.NONE);
    var separators = ",;\t";
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
    return refused(1, "is empty; it must begin with a header: " + String.join(",", REQUIRED));
  }

  private Optional<List<PaymentLine>> below(String text, int at, int line, String separators) {
    var most = 0L;
    var separator = separators.charAt(0);
    for (int i = 0; i < separators.length(); i++) {
      var header = new CsvRows(text, at, line, separators.charAt(i)).next();
      var found = header.cells().stream().filter(PaymentCells::isRead).count();
      if (found > most) {
        most = found;
        separator = separators.charAt(i);
      }
    }
    if (most == 0) {
      return refused(line, "must be a header with the columns " + String.join(",", REQUIRED));
    }
    var rows = new CsvRows(text, at, line, separator);
    var header = rows.next();
    if (!header.fault().isEmpty()) {
      return refused(line, header.fault());
    }
    return lines(rows, header);
  }

  private Optional<List<PaymentLine>> lines(CsvRows rows, Row header) {
    var before = faults.count();
    var columns = columns(header);
    if (faults.count() > before) {
      return Optional.empty();
    }
    var lines = new ArrayList<PaymentLine>();
    var read = 0;
    while (rows.hasNext() && read <= MOST_LINES) {
      var row = rows.next();
      if (!row.fault().isEmpty()) {
        fault(row.line(), "", row.fault());
      } else if (row.cells().stream().skip(header.cells().size()).anyMatch(c -> !c.isEmpty())) {
        fault(
            row.line(),
            "",
            "has %s columns, the header has %s; quote a cell that has the separator in it"
                .formatted(row.cells().size(), header.cells().size()));
      } else if (!row.isBlank()) {
        read++;
        new PaymentCells(row, columns, today, this::fault).line().ifPresent(lines::add);
      }
    }
    if (read > MOST_LINES) {
      return refused(0, "has more than %s payments; split it".formatted(MOST_LINES));
    }
    if (read == 0 && faults.count() == before) {
      return refused(header.line(), "has no payment below its header");
    }
    return faults.count() == before ? Optional.of(lines) : Optional.empty();
  }

  /** Returns the place of each column by its name in small letters. */
  private Map<String, Integer> columns(Row header) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.cells().size(); i++) {
      var column = header.cells().get(i).toLowerCase(Locale.ROOT);
      if (columns.putIfAbsent(column, i) != null && PaymentCells.isRead(column)) {
        fault(header.line(), header.cells().get(i), "is the name of more than one column");
      }
    }
    for (var column : REQUIRED) {
      if (!columns.containsKey(column.toLowerCase(Locale.ROOT))) {
        fault(header.line(), column, "is missing in the header");
      }
    }
    return columns;
  }

  private Optional<List<PaymentLine>> refused(int line, String why) {
    fault(line, "", why);
    return Optional.empty();
  }

  private void fault(int line, String column, String why) {
    faults.add(new ImportFault(name, line, column, why));
  }
}
