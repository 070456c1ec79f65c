package dev.keyshelf.http;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Rows of CSV (RFC 4180, UTF-8) whose cells no spreadsheet runs as a formula. */
public enum Csv {
  /**
   * For people who open the file in a spreadsheet. It begins with a byte-order mark, without which
   * Excel assumes another encoding. Text that a spreadsheet would convert to a number or a date
   * stays text.
   */
  FOR_PEOPLE("\uFEFF", ""),

  /** For programs, which ask for it with {@link #PROFILE}. */
  FOR_PROGRAMS("", "; profile=" + Csv.PROFILE),

  /** For programs that reconcile invoices, which read columns of their own. */
  FOR_RECONCILIATION("", "; profile=reconciliation"),

  /** For the customers of a partner, who open the file in a spreadsheet. */
  FOR_CUSTOMERS(FOR_PEOPLE.begin, "; profile=customer");

  /** The media type, as {@code Accept} names it. */
  public static final String MEDIA_TYPE = "text/csv";

  /** The profile that programs ask for. */
  public static final String PROFILE = "data";

  private static final char QUOTE = '"';
  private static final char APOSTROPHE = '\'';

  /**
   * Matches cells that a program may run as a formula: a formula sign, also as a full-width or
   * small form, after characters that a program might skip. It also matches any cell that starts
   * with a control character, since programs differ in what they skip.
   */
  private static final Pattern RUNS =
      Pattern.compile(
          "[\\s\\p{Z}\\p{C}]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212].*"
              + "|\\p{Cc}.*",
          Pattern.DOTALL);

  /** Matches digits of numbers, dates, times and fractions, with the characters around them. */
  private static final String AROUND = "[\\p{Nd}\\p{Sc}\\p{Z}\\t.,:;/%()+'\u2019\u2013\u2212-]*";

  /** Matches a number, an amount, a date or a time, also with an exponent, AM or PM. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?=.*\\p{Nd})(?:[A-Z]{3} )?"
              + AROUND
              + "(?:[eE][+-]?\\p{Nd}+| ?[AaPp]\\.?[Mm]\\.?| [AaPp]| [A-Z]{3}|T[0-9:.,]+)?");

  private static final Pattern DATE =
      Pattern.compile(
          "(?=.*\\p{Nd})"
              + AROUND
              + "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
              + AROUND,
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LOGICAL = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);

  /** Matches an IPv4 address, which no spreadsheet converts. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

  /** Matches cells with a separator or edge blanks. In some countries a semicolon ends a cell. */
  private static final Pattern NEEDS_QUOTES =
      Pattern.compile(".*[,;\\t\\r\\n\"].*|\\s.*|.*\\s", Pattern.DOTALL);

  private final String begin;
  private final String parameters;

  Csv(String begin, String parameters) {
    this.begin = begin;
    this.parameters = parameters;
  }

  /** Returns the kind of file that a request asks for. */
  public static Csv of(Request request) {
    return request.accepts(MEDIA_TYPE, PROFILE) ? FOR_PROGRAMS : FOR_PEOPLE;
  }

  /** Returns the value of {@code Content-Type}. It says that the first row names the columns. */
  public String contentType() {
    return MEDIA_TYPE + "; charset=utf-8; header=present" + parameters;
  }

  /** Returns the text before the first row: a byte-order mark, or nothing. */
  public String begin() {
    return begin;
  }

  /**
   * Returns a row with its line end (CRLF). Integers, decimals and months are written unchanged,
   * also negative ones. Any other cell is written as text. It gets a leading apostrophe if a
   * spreadsheet would run it as a formula or, in a file for people, convert it.
   */
  public String row(Object... cells) {
    var row = new StringJoiner(",", "", "\r\n");
    for (var cell : cells) {
      row.add(
          switch (cell) {
            case BigDecimal decimal -> decimal.toPlainString();
            case Integer whole -> whole.toString();
            case Long whole -> whole.toString();
            case YearMonth month -> month.toString();
            default -> text(cell.toString());
          });
    }
    return row.toString();
  }

  private String text(String text) {
    var harmless = isTaken(text) ? APOSTROPHE + text : text;
    if (!NEEDS_QUOTES.matcher(harmless).matches()) {
      return harmless;
    }
    return QUOTE + harmless.replace("\"", "\"\"") + QUOTE;
  }

  private boolean isTaken(String text) {
    return RUNS.matcher(text).matches() || (isForPeople() && isRead(text));
  }

  private boolean isForPeople() {
    return this == FOR_PEOPLE || this == FOR_CUSTOMERS;
  }

  private static boolean isRead(String text) {
    return !ADDRESS.matcher(text).matches()
        && (NUMBER.matcher(text).matches()
            || DATE.matcher(text).matches()
            || LOGICAL.matcher(text).matches());
  }
}
