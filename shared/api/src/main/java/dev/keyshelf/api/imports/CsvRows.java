package dev.keyshelf.api.imports;

import java.util.ArrayList;
import java.util.List;

/**
 * Iterates over the rows of a CSV text (RFC 4180). Blanks around a cell are not part of it. A
 * quoted cell may span lines.
 */
public final class CsvRows {
  /** Means no separator: each row is one cell. */
  public static final char NONE = '\0';

  private final String text;
  private final char separator;
  private int at;
  private int line;

  /**
   * Reads from a position in a text.
   *
   * @param line the number of the line that begins there, counted from 1
   */
  public CsvRows(String text, int at, int line, char separator) {
    this.text = text;
    this.at = at;
    this.line = line;
    this.separator = separator;
  }

  /**
   * A row.
   *
   * @param line the line on which it begins, counted from 1
   * @param fault what is wrong with its quotation marks; empty if nothing is
   */
  public record Row(int line, List<String> cells, String fault) {
    /** Copies the list. */
    public Row {
      cells = List.copyOf(cells);
    }

    /** Tells whether it contains only blanks. */
    public boolean isBlank() {
      return fault.isEmpty() && cells.stream().allMatch(String::isEmpty);
    }
  }

  /** Tells whether there is another row. */
  public boolean hasNext() {
    return at < text.length();
  }

  /** Returns the position in the text at which the next row begins. */
  public int at() {
    return at;
  }

  /** Returns the line on which the next row begins, counted from 1. */
  public int line() {
    return line;
  }

  /** Returns the next row. */
  public Row next() {
    var begin = line;
    var cells = new ArrayList<String>();
    do {
      skipBlanks();
      if (hasNext() && text.charAt(at) == '"') {
        var cell = new StringBuilder();
        if (!readQuoted(cell)) {
          return new Row(begin, cells, "the quotation mark that opens here is never closed");
        }
        cells.add(stripped(cell.toString()));
        skipBlanks();
        if (hasNext() && !endsCell(text.charAt(at))) {
          skipLine();
          return new Row(begin, cells, "there is text after a closing quotation mark");
        }
      } else {
        var from = at;
        while (hasNext() && !endsCell(text.charAt(at))) {
          at++;
        }
        cells.add(stripped(text.substring(from, at)));
      }
    } while (isPastSeparator());
    skipLine();
    return new Row(begin, cells, "");
  }

  private boolean isPastSeparator() {
    if (separator != NONE && hasNext() && text.charAt(at) == separator) {
      at++;
      return true;
    }
    return false;
  }

  /** Reads a quoted cell, in which a doubled mark means one. Returns whether it is closed. */
  private boolean readQuoted(StringBuilder cell) {
    at++;
    while (hasNext()) {
      var c = text.charAt(at);
      if (c == '"') {
        at++;
        if (!hasNext() || text.charAt(at) != '"') {
          return true;
        }
      } else if (c == '\n' || (c == '\r' && !isFollowedByNewline())) {
        line++;
      }
      cell.append(c);
      at++;
    }
    return false;
  }

  private boolean isFollowedByNewline() {
    return at + 1 < text.length() && text.charAt(at + 1) == '\n';
  }

  private void skipBlanks() {
    while (hasNext() && isBlank(text.charAt(at)) && !endsCell(text.charAt(at))) {
      at++;
    }
  }

  private void skipLine() {
    while (hasNext() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    if (hasNext()) {
      at += text.charAt(at) == '\r' && isFollowedByNewline() ? 2 : 1;
      line++;
    }
  }

  private boolean endsCell(char c) {
    return c == '\n' || c == '\r' || (separator != NONE && c == separator);
  }

  private static String stripped(String cell) {
    var from = 0;
    var to = cell.length();
    while (from < to && isBlank(cell.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(cell.charAt(to - 1))) {
      to--;
    }
    return cell.substring(from, to);
  }

  /** Also counts no-break spaces and zero-width characters, which are often copied from pages. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == '\u200B'
        || c == '\u2060'
        || c == '\uFEFF';
  }
}
