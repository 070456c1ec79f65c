package dev.keyshelf.http;

/** Escapes text for HTML, so that text of others cannot change the page or its reading order. */
public final class Html {
  private static final String INSTEAD = "\ufffd";

  private Html() {}

  /** Returns text escaped for an element or a quoted attribute. */
  public static String text(String text) {
    return visible(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * Returns a name that others chose, isolated, so that its direction does not affect other text.
   */
  public static String name(String name) {
    return "<bdi>" + text(name) + "</bdi>";
  }

  /** Replaces invisible characters (controls, and those that change direction) by a visible one. */
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
