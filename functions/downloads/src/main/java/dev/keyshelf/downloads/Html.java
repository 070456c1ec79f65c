package dev.keyshelf.downloads;

/** Text in HTML: what others wrote stays text, and cannot turn the reading order around it. */
final class Html {
  private static final String INSTEAD = "\ufffd";

  private Html() {}

  /** Gives text as it may stand in an element or in a quoted attribute. */
  static String text(String text) {
    return visible(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Gives a name that others chose: isolated, so that its letters' direction ends with it. */
  static String name(String name) {
    return "<bdi>" + text(name) + "</bdi>";
  }

  /** Shows that something is there where a character would not: controls, and what turns text. */
  private static String visible(String text) {
    var visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              switch (Character.getType(point)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    visible.append(INSTEAD);
                default -> visible.appendCodePoint(point);
              }
            });
    return visible.toString();
  }
}
