package dev.keyshelf.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A media type or media range with its parameters (RFC 9110, section 8.3.1).
 *
 * @param name in lower case, without parameters
 * @param parameters values by lower-case name, unquoted
 */
record MediaType(String name, Map<String, String> parameters) {
  private static final String TOKEN_FORM = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern TOKEN = Pattern.compile(TOKEN_FORM);
  private static final Pattern NAME = Pattern.compile(TOKEN_FORM + "/" + TOKEN_FORM);
  private static final char QUOTE = '"';

  MediaType {
    parameters = Map.copyOf(parameters);
  }

  /**
   * Parses one media type. Blanks around a parameter's equals sign are allowed.
   *
   * @return empty if the text is malformed, or has two values for one parameter
   */
  static Optional<MediaType> parse(String text) {
    var parts = split(text, ';');
    var name = parts.getFirst().strip();
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    var parameters = new TreeMap<String, String>();
    for (var part : parts.subList(1, parts.size())) {
      var parameter = part.strip();
      if (parameter.isEmpty()) {
        continue;
      }
      var equals = parameter.indexOf('=');
      var key = equals < 0 ? "" : parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
      var value = value(parameter.substring(equals + 1).strip());
      if (!TOKEN.matcher(key).matches() || value.isEmpty()) {
        return Optional.empty();
      }
      var before = parameters.put(key, value.get());
      if (before != null && !before.equals(value.get())) {
        return Optional.empty();
      }
    }
    return Optional.of(new MediaType(name.toLowerCase(Locale.ROOT), parameters));
  }

  /** Parses a list, such as an {@code Accept} header. Malformed elements are left out. */
  static List<MediaType> parseAll(String text) {
    return split(text, ',').stream().flatMap(each -> parse(each).stream()).toList();
  }

  /** Tells whether the charset is UTF-8 or ASCII. UTF-8 is the default. */
  boolean isUtf8() {
    return switch (parameters.getOrDefault("charset", "utf-8").toLowerCase(Locale.ROOT)) {
      case "utf-8", "utf8", "us-ascii" -> true;
      default -> false;
    };
  }

  private static Optional<String> value(String text) {
    if (!text.startsWith("\"")) {
      return Optional.of(text).filter(token -> TOKEN.matcher(token).matches());
    }
    var value = new StringBuilder();
    for (int i = 1; i < text.length(); i++) {
      var each = text.charAt(i);
      if (each == QUOTE) {
        return i == text.length() - 1 ? Optional.of(value.toString()) : Optional.empty();
      }
      if (each == '\\') {
        i++;
      }
      if (i < text.length()) {
        value.append(text.charAt(i));
      }
    }
    return Optional.empty();
  }

  /** Splits a text at a separator, except inside quoted strings. */
  private static List<String> split(String text, char separator) {
    var parts = new ArrayList<String>();
    var begin = 0;
    var quoted = false;
    for (int i = 0; i < text.length(); i++) {
      var each = text.charAt(i);
      if (quoted && each == '\\') {
        i++;
      } else if (each == QUOTE) {
        quoted = !quoted;
      } else if (each == separator && !quoted) {
        parts.add(text.substring(begin, i));
        begin = i + 1;
      }
    }
    parts.add(text.substring(begin));
    return parts;
  }
}
