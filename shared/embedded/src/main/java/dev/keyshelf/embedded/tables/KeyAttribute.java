package dev.keyshelf.embedded.tables;

import dev.keyshelf.embedded.items.Value;

/**
 * An attribute of a key.
 *
 * @param type {@code S}, {@code N} or {@code B}
 */
public record KeyAttribute(String name, String type) {
  /** Returns whether a value has the attribute's type. */
  boolean isOfType(Value value) {
    return value.type().equals(type);
  }

  /** Returns whether a value is an empty string or binary value, which cannot be a key. */
  static boolean isEmpty(Value value) {
    return switch (value) {
      case Value.S(var text) -> text.isEmpty();
      case Value.B(var bytes) -> bytes.length() == 0;
      default -> false;
    };
  }
}
