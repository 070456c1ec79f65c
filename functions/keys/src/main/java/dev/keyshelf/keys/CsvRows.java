package dev.keyshelf.keys;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a CSV text (RFC 4180), one after the other. Blanks around a cell are not part of it;
 * a quoted cell may span lines.
 */
final class CsvRows {
  /** Separates no cells: then a row is one cell. */
  static final char NONE = '\0';

  private final String text;
  private final char separator;
  private int at;
  private int line;

  /**
   * Reads from a place in a text.
   *
   * @param line which line begins there, counted from 1
   */
  CsvRows(String text, int at, int line, char separator) {
    this.text = text;
    this.at = at;
    this.line = line;
    this.separator = separator;
  }

  /**
   * A row.
   *
   * @param line on which it begins, counted from 1
   * @param fault what is wrong with its quotation marks; empty when nothing is
   */
  record Row(int line, List<String> cells, String fault) {
    Row {
      cells = List.copyOf(cells);
    }

    /** Tells whether it has nothing but blanks. */
    boolean isBlank() {
      return fault.isEmpty() && cells.stream().allMatch(String::isEmpty);
    }
  }

  boolean hasNext() {
    return at < text.length();
  }

  /** Returns where in the text the next row begins. */
  int at() {
    return at;
  }

  /** Returns the line on which the next row begins, counted from 1. */
  int line() {
    return line;
  }

  Row next() {
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
          return new Row(begin, cells, "there is text behind a closing quotation mark");
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

  /** Reads a quoted cell; a doubled mark in it is one. Gives whether it is closed. */
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

  /** Also blanks that do not break a line, and marks of no width, which pages copy along. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == '\u200B'
        || c == '\u2060'
        || c == '\uFEFF';
  }
}
