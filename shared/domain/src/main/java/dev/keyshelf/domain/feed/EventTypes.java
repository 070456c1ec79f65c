package dev.keyshelf.domain.feed;

import java.util.List;
import java.util.Optional;

/**
 * The types of event that a reader asks for.
 *
 * @param patterns full names, or beginnings that end with {@code .*}; empty for all types
 */
public record EventTypes(List<String> patterns) {
  private static final String ANY = "*";

  /** Copies the list. */
  public EventTypes {
    patterns = List.copyOf(patterns);
  }

  /** Returns all types. */
  public static EventTypes all() {
    return new EventTypes(List.of());
  }

  /**
   * Returns the types that these patterns name; empty if one of them names no type that the product
   * writes.
   *
   * @param patterns full names such as {@code dev.keyshelf.order.placed.v1}, or names with an
   *     asterisk in the place of their last parts, such as {@code dev.keyshelf.order.*}
   */
  public static Optional<EventTypes> parse(List<String> patterns) {
    var isKnown =
        patterns.stream()
            .allMatch(
                pattern ->
                    EventType.all().stream().anyMatch(type -> matches(pattern, type.name())));
    return isKnown ? Optional.of(new EventTypes(patterns)) : Optional.empty();
  }

  /** Returns whether the reader asks for this type. */
  public boolean contains(EventType type) {
    return patterns.isEmpty()
        || patterns.stream().anyMatch(pattern -> matches(pattern, type.name()));
  }

  private static boolean matches(String pattern, String name) {
    return pattern.endsWith("." + ANY)
        ? name.startsWith(pattern.substring(0, pattern.length() - ANY.length()))
        : pattern.equals(name);
  }
}
