package dev.keyshelf.domain.change;

import java.util.Optional;
import java.util.function.Function;

/** A change of an optional value: keep, remove or replace it. */
public sealed interface Patch<T> {
  /** The value stays as it is. */
  record Kept<T>() implements Patch<T> {}

  /** The value is removed. */
  record Removed<T>() implements Patch<T> {}

  /** The value is set, whether there was one or not. */
  record Given<T>(T value) implements Patch<T> {}

  /** Returns a change that sets the value if one is given, and keeps the old one otherwise. */
  static <T> Patch<T> givenOrKept(Optional<T> value) {
    return value.<Patch<T>>map(Given::new).orElseGet(Kept::new);
  }

  /** Returns the optional value after the change. */
  default Optional<T> appliedTo(Optional<T> before) {
    return merged(before, Optional::of);
  }

  /**
   * Returns the optional value after the change.
   *
   * @param merge converts the given value
   */
  default <R> Optional<R> merged(Optional<R> before, Function<T, Optional<R>> merge) {
    return switch (this) {
      case Kept<T>() -> before;
      case Removed<T>() -> Optional.empty();
      case Given<T>(var value) -> merge.apply(value);
    };
  }
}
