package dev.keyshelf.local.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a query or form. A parameter without a value counts as absent (RFC 6749). */
record Fields(Map<String, List<String>> values) {
  Fields {
    values = Map.copyOf(values);
  }

  /** Parses a query or form; null is an empty one. */
  static Fields parse(@Nullable String encoded) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (var pair : encoded == null ? new String[0] : encoded.split("&")) {
      var parts = pair.split("=", 2);
      if (parts.length == 2 && !parts[1].isEmpty()) {
        values.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>()).add(decoded(parts[1]));
      }
    }
    return new Fields(values);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  /** Returns a parameter's value; empty if it is absent or occurs twice. */
  Optional<String> one(String name) {
    var found = all(name);
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** Returns all values of a parameter in order. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Returns whether a parameter occurs twice, which OAuth forbids. */
  boolean repeats() {
    return values.values().stream().anyMatch(each -> each.size() > 1);
  }
}
