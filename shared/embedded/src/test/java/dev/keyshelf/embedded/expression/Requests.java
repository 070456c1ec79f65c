package dev.keyshelf.embedded.expression;

import dev.keyshelf.embedded.items.Bytes;
import dev.keyshelf.embedded.items.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Short forms for values and placeholders. */
final class Requests {
  static final Expressions EXPRESSIONS = new Expressions();

  private Requests() {}

  /** Returns placeholders from pairs of {@code #key} and a name, or {@code :key} and a value. */
  static Placeholders with(Object... pairs) {
    var names = new LinkedHashMap<String, String>();
    var values = new LinkedHashMap<String, Value>();
    for (int at = 0; at < pairs.length; at += 2) {
      var key = (String) pairs[at];
      if (key.startsWith("#")) {
        names.put(key, (String) pairs[at + 1]);
      } else {
        values.put(key, (Value) pairs[at + 1]);
      }
    }
    return Placeholders.of(orNull(names), orNull(values));
  }

  private static <T> @Nullable Map<String, T> orNull(Map<String, T> map) {
    return map.isEmpty() ? null : map;
  }

  /** Returns an item, or the members of a map, from pairs of a name and a value. */
  static Map<String, Value> item(Object... pairs) {
    var item = new LinkedHashMap<String, Value>();
    for (int at = 0; at < pairs.length; at += 2) {
      item.put((String) pairs[at], (Value) pairs[at + 1]);
    }
    return item;
  }

  static Value s(String text) {
    return new Value.S(text);
  }

  static Value n(String number) {
    return new Value.N(new BigDecimal(number));
  }

  static Value b(String text) {
    return new Value.B(bytes(text));
  }

  static Value ss(String... texts) {
    return new Value.SS(new LinkedHashSet<>(List.of(texts)));
  }

  static Value ns(String... numbers) {
    return new Value.NS(
        Stream.of(numbers)
            .map(BigDecimal::new)
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  static Value bs(String... texts) {
    return new Value.BS(
        Stream.of(texts).map(Requests::bytes).collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  static Value l(Value... values) {
    return new Value.L(List.of(values));
  }

  static Value m(Object... pairs) {
    return new Value.M(item(pairs));
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
