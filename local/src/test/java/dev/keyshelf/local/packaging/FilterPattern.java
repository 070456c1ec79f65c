package dev.keyshelf.local.packaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * A metric filter's pattern for lines of JSON, as CloudWatch Logs documents it: comparisons with
 * {@code =}, {@code !=} and {@code >}, {@code &&}, {@code ||} and parentheses. A comparison with a
 * field that a line does not have is false.
 */
public final class FilterPattern {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TOKEN =
      Pattern.compile("\\$[\\w.]+|\"[^\"]*\"|-?[0-9.]+|&&|\\|\\||!=|[=>(){}]");

  private final Deque<String> left = new ArrayDeque<>();
  private final JsonNode line;

  private FilterPattern(String pattern, JsonNode line) {
    this.line = line;
    TOKEN.matcher(pattern).results().forEach(token -> left.add(token.group()));
    var unread = TOKEN.matcher(pattern).replaceAll("").strip();
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException("not supported: " + unread);
    }
  }

  /** Returns whether the pattern matches a line of a log. */
  public static boolean matches(String pattern, String line) {
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (JsonProcessingException _) {
      return false;
    }
    var reader = new FilterPattern(pattern, json);
    reader.take("{");
    var matches = reader.any();
    reader.take("}");
    return matches;
  }

  private void take(String token) {
    var next = left.remove();
    if (!next.equals(token)) {
      throw new IllegalArgumentException("expected %s, was %s".formatted(token, next));
    }
  }

  private boolean any() {
    var matches = all();
    while ("||".equals(left.peek())) {
      left.remove();
      matches |= all();
    }
    return matches;
  }

  private boolean all() {
    var matches = one();
    while ("&&".equals(left.peek())) {
      left.remove();
      matches &= one();
    }
    return matches;
  }

  private boolean one() {
    if ("(".equals(left.peek())) {
      left.remove();
      var matches = any();
      take(")");
      return matches;
    }
    var field = line.at(left.remove().substring(1).replace('.', '/'));
    var operator = left.remove();
    var value = left.remove();
    if (field.isMissingNode()) {
      return false;
    }
    return switch (operator) {
      case "=" -> field.asText().equals(text(value));
      case "!=" -> !field.asText().equals(text(value));
      case ">" -> field.isNumber() && field.decimalValue().compareTo(new BigDecimal(value)) > 0;
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static String text(String value) {
    return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
  }
}
