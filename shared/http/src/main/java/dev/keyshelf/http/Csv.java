package dev.keyshelf.http;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Rows of CSV (RFC 4180, UTF-8) whose texts no spreadsheet takes for a formula. */
public enum Csv {
  /**
   * For who opens a file by a double click: it begins with a byte-order mark, without which Excel
   * takes it for another encoding, and what a spreadsheet would make a number or a date of stays
   * text.
   */
  FOR_PEOPLE("\uFEFF", ""),

  /** For programs, which ask for it by {@link #PROFILE}. */
  FOR_PROGRAMS("", "; profile=" + Csv.PROFILE);

  /** The media type, as {@code Accept} names it. */
  public static final String MEDIA_TYPE = "text/csv";

  /** The profile that programs ask for. */
  public static final String PROFILE = "data";

  private static final char QUOTE = '"';
  private static final char APOSTROPHE = '\'';

  /**
   * What makes a formula of a cell that starts so, the wide and the small signs too, after whatever
   * a program might skip; and any control character, since programs differ in what they skip.
   */
  private static final Pattern RUNS =
      Pattern.compile(
          "[\\s\\p{Z}\\p{C}]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212].*"
              + "|\\p{Cc}.*",
          Pattern.DOTALL);

  /** What stands between, before and after the digits of numbers, dates, times and fractions. */
  private static final String AROUND = "[\\p{Nd}\\p{Sc}\\p{Z}\\t.,:;/%()+'\u2019\u2013\u2212-]*";

  /** A number, an amount, a date or a time, also with an exponent or half of the day. */
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

  /** No program takes four numbers with points for anything else. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

  /** What ends a cell somewhere: in some countries a semicolon does. */
  private static final Pattern NEEDS_QUOTES =
      Pattern.compile(".*[,;\\t\\r\\n\"].*|\\s.*|.*\\s", Pattern.DOTALL);

  private final String begin;
  private final String parameters;

  Csv(String begin, String parameters) {
    this.begin = begin;
    this.parameters = parameters;
  }

  /** Returns what a request asks for. */
  public static Csv of(Request request) {
    return request.accepts(MEDIA_TYPE, PROFILE) ? FOR_PROGRAMS : FOR_PEOPLE;
  }

  /** Returns the media type as an answer tells it: the first row is the names of the columns. */
  public String contentType() {
    return MEDIA_TYPE + "; charset=utf-8; header=present" + parameters;
  }

  /** Returns what a file begins with, before its first row. */
  public String begin() {
    return begin;
  }

  /**
   * Returns a row with its line end (CRLF). Whole numbers, decimals and months stand as they are,
   * also negative ones; any other cell is its text, with an apostrophe before it if a spreadsheet
   * would run it or, in a file for people, make something else of it.
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
    return RUNS.matcher(text).matches() || (this == FOR_PEOPLE && isRead(text));
  }

  private static boolean isRead(String text) {
    return !ADDRESS.matcher(text).matches()
        && (NUMBER.matcher(text).matches()
            || DATE.matcher(text).matches()
            || LOGICAL.matcher(text).matches());
  }
}
