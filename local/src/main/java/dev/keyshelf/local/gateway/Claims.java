package dev.keyshelf.local.gateway;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Flattens claims to a map of strings, as an HTTP API passes them to a function. An array becomes
 * {@code [AdminAgent GlobalAdmin]}, an object {@code map[a:1]}. A null claim is left out.
 */
final class Claims {
  private Claims() {}

  static Map<String, String> flatten(Map<String, Object> claims) {
    Map<String, String> flat = new TreeMap<>();
    claims.forEach(
        (name, value) -> {
          if (value != null) {
            flat.put(name, text(value));
          }
        });
    return flat;
  }

  private static String text(Object value) {
    return switch (value) {
      case List<?> list ->
          list.stream().map(Claims::textOrNil).collect(Collectors.joining(" ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + ":" + textOrNil(entry.getValue()))
              .sorted()
              .collect(Collectors.joining(" ", "map[", "]"));
      case Double number -> BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
      default -> value.toString();
    };
  }

  private static String textOrNil(@Nullable Object value) {
    return value == null ? "<nil>" : text(value);
  }
}
