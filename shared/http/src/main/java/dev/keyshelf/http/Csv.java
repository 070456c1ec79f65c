package dev.keyshelf.http;

import java.math.BigDecimal;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Rows of CSV (RFC 4180, UTF-8) whose texts no spreadsheet takes for a formula. */
public final class Csv {
  /** The media type, as {@code Accept} names it. */
  public static final String MEDIA_TYPE = "text/csv";

  /** The same as an answer tells it: the first row is the names of the columns. */
  public static final String CONTENT_TYPE = "text/csv; charset=utf-8; header=present";

  private static final char QUOTE = '"';

  /**
   * What makes a formula of a cell that starts so, the wide signs too, after whatever a program
   * might skip.
   */
  private static final Pattern RUNS =
      Pattern.compile(
          "[\\s\\p{Z}\\p{Cf}]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*|[\\t\\r\\n].*", Pattern.DOTALL);

  /** What ends a cell somewhere: in some countries a semicolon does. */
  private static final Pattern NEEDS_QUOTES =
      Pattern.compile(".*[,;\\t\\r\\n\"].*|\\s.*|.*\\s", Pattern.DOTALL);

  private Csv() {}

  /**
   * Gives a row with its line end (CRLF). Whole numbers and decimals stand as they are, also
   * negative ones; of any other cell its text, with an apostrophe before it if a spreadsheet would
   * run it.
   */
  public static String row(Object... cells) {
    var row = new StringJoiner(",", "", "\r\n");
    for (var cell : cells) {
      row.add(
          switch (cell) {
            case BigDecimal decimal -> decimal.toPlainString();
            case Integer whole -> whole.toString();
            case Long whole -> whole.toString();
            default -> text(cell.toString());
          });
    }
    return row.toString();
  }

  private static String text(String text) {
    var harmless = RUNS.matcher(text).matches() ? "'" + text : text;
    if (!NEEDS_QUOTES.matcher(harmless).matches()) {
      return harmless;
    }
    return QUOTE + harmless.replace("\"", "\"\"") + QUOTE;
  }
}
