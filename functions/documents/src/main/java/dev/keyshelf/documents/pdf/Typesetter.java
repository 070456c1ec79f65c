package dev.keyshelf.documents.pdf;

import dev.keyshelf.documents.pdf.SetLine.Run;
import dev.keyshelf.domain.identity.SpokenLanguage;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Chooses fonts for text, and breaks it into lines. Ideographs have the shapes of the document's
 * language, if the language has a font of its own for them.
 */
final class Typesetter {
  private final List<Face> regular;
  private final List<Face> bold;

  Typesetter(SpokenLanguage language) {
    var eastAsian =
        switch (language) {
          case ENGLISH, RUSSIAN, SIMPLIFIED_CHINESE -> List.of(Face.SIMPLIFIED, Face.KOREAN);
          case TRADITIONAL_CHINESE -> List.of(Face.TRADITIONAL, Face.SIMPLIFIED, Face.KOREAN);
          case KOREAN -> List.of(Face.KOREAN, Face.SIMPLIFIED);
        };
    this.regular = chain(Face.LATIN, eastAsian);
    // Between ideographs, whose outlines are only drawn thicker, so are those of other letters.
    this.bold =
        switch (language) {
          case ENGLISH, RUSSIAN -> chain(Face.LATIN_BOLD, eastAsian);
          case SIMPLIFIED_CHINESE, TRADITIONAL_CHINESE, KOREAN -> regular;
        };
  }

  private static List<Face> chain(Face first, List<Face> others) {
    var all = new ArrayList<Face>();
    all.add(first);
    all.addAll(others);
    return List.copyOf(all);
  }

  /**
   * Returns text as one line.
   *
   * @param place what of the document it is, for the message about a missing glyph
   * @throws MissingGlyph if no font has a character
   */
  SetLine line(String text, Style style, String place) {
    var runs = new ArrayList<Run>();
    var part = new StringBuilder();
    Face face = null;
    double width = 0;
    for (var codePoint : text.codePoints().toArray()) {
      var next = face(codePoint, style.bold(), place);
      if (face != null && next != face) {
        runs.add(run(face, style, part));
      }
      face = next;
      part.appendCodePoint(codePoint);
      width += next.width(codePoint);
    }
    if (face != null) {
      runs.add(run(face, style, part));
    }
    return new SetLine(runs, style, width * style.size() / 1000);
  }

  /**
   * Returns text as lines of at most a width: broken where its writing allows it or, if one word is
   * wider, anywhere. Facts with {@code " · "} between them stay whole where they can.
   *
   * @param width in points
   */
  List<SetLine> lines(String text, Style style, double width, String place) {
    var lines = new ArrayList<SetLine>();
    for (var paragraph : text.replace('\t', ' ').split("\\R", -1)) {
      for (var facts : facts(paragraph, style, width, place)) {
        for (var each : broken(facts, style, width, place)) {
          lines.add(line(each.strip(), style, place));
        }
      }
    }
    return lines;
  }

  /** Returns the width of text on one line, in points. */
  double width(String text, Style style, String place) {
    return text.codePoints().mapToDouble(each -> width(each, style, place)).sum();
  }

  private List<String> facts(String text, Style style, double width, String place) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var fact : text.split("(?<= · )", -1)) {
      if (!line.isEmpty() && width(line + fact.stripTrailing(), style, place) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(fact);
    }
    lines.add(line.toString());
    return lines;
  }

  private List<String> broken(String text, Style style, double width, String place) {
    var breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(text);
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    var start = breaks.first();
    for (var end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      if (isWithinValue(text, end)) {
        continue;
      }
      var word = text.substring(start, end);
      start = end;
      if (width(line + word.stripTrailing(), style, place) > width && !line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      var rest = word;
      while (width(rest.stripTrailing(), style, place) > width) {
        var fitting = fitting(rest, style, width, place);
        lines.add(rest.substring(0, fitting));
        rest = rest.substring(fitting);
      }
      line.append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Returns whether a place is after a hyphen or a slash of a date, a number or an address. */
  private static boolean isWithinValue(String text, int place) {
    var before = text.charAt(place - 1);
    return place < text.length() && (before == '-' || before == '/');
  }

  /** Returns how much of the text fits, in chars: at least one whole character with its marks. */
  private int fitting(String text, Style style, double width, String place) {
    var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    var fitting = characters.next();
    for (var end = characters.next(); end != BreakIterator.DONE; end = characters.next()) {
      if (width(text.substring(0, end), style, place) > width) {
        break;
      }
      fitting = end;
    }
    return fitting;
  }

  private double width(int codePoint, Style style, String place) {
    return face(codePoint, style.bold(), place).width(codePoint) * style.size() / 1000;
  }

  private Face face(int codePoint, boolean isBold, String place) {
    for (var face : isBold ? bold : regular) {
      if (face.has(codePoint)) {
        return face;
      }
    }
    throw new MissingGlyph(codePoint, place);
  }

  private static Run run(Face face, Style style, StringBuilder part) {
    var run = new Run(face, style.bold() && face != Face.LATIN_BOLD, part.toString());
    part.setLength(0);
    return run;
  }
}
