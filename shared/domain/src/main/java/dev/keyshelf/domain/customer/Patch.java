package dev.keyshelf.domain.customer;

import java.util.Optional;
import java.util.function.Function;

/** What a change says of something that may be there or not. */
public sealed interface Patch<T> {
  /** It stays as it is. */
  record Kept<T>() implements Patch<T> {}

  /** It is to be there no longer. */
  record Removed<T>() implements Patch<T> {}

  /** It is to be this. */
  record Given<T>(T value) implements Patch<T> {}

  /** Says that what may be there becomes this, or else stays. */
  static <T> Patch<T> givenOrKept(Optional<T> value) {
    return value.<Patch<T>>map(Given::new).orElseGet(Kept::new);
  }

  /** Gives what is there after the change. */
  default Optional<T> appliedTo(Optional<T> before) {
    return merged(before, Optional::of);
  }

  /**
   * Gives what is there after the change.
   *
   * @param merge what becomes of the value given
   */
  default <R> Optional<R> merged(Optional<R> before, Function<T, Optional<R>> merge) {
    return switch (this) {
      case Kept<T>() -> before;
      case Removed<T>() -> Optional.empty();
      case Given<T>(var value) -> merge.apply(value);
    };
  }
}
