package dev.keyshelf.domain.once;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a use case decides about a command, from what it read. It writes nothing itself: {@link
 * Commands} carries the decision out.
 *
 * @param <V> what the command gives when it is done
 * @param <R> why it is refused
 */
public sealed interface Decision<V, R> {
  /** Nothing is written. */
  record Refuse<V, R>(R why) implements Decision<V, R> {}

  /**
   * One transaction does it.
   *
   * @param value asked after the commit, so that a secret is opened only once its use is recorded
   * @param repeated whether the request was made before and is shown its outcome anew
   */
  record Do<V, R>(Supplier<Commit> transaction, Supplier<V> value, boolean repeated)
      implements Decision<V, R> {}

  /** It is so already, by another request: the same answer, and nothing to write. */
  record Keep<V, R>(V value) implements Decision<V, R> {}

  /** The request was made before. */
  record Replay<V, R>(V value) implements Decision<V, R> {}

  /** Another request has used the key. */
  record Reuse<V, R>() implements Decision<V, R> {}

  /** What was read has changed meanwhile: read again. */
  record ReadAgain<V, R>() implements Decision<V, R> {}

  /** Refuses the command. */
  static <V, R> Decision<V, R> refuse(R why) {
    return new Refuse<>(why);
  }

  /**
   * Does what one transaction does, whose record keeps the answer.
   *
   * @param done what is answered
   * @param transaction writes all of it, with this record
   */
  static <T, R> Decision<StoredAnswer, R> done(
      Once<T> once, T done, Function<IdempotencyRecord, Commit> transaction) {
    var record = once.record(done);
    return new Do<>(() -> transaction.apply(record), record::answer, false);
  }

  /** Answers that it is so already, as the request that made it so was answered. */
  static <T, R> Decision<StoredAnswer, R> keep(Once<T> once, T done) {
    return new Keep<>(once.record(done).answer());
  }

  /** Answers a request that was made before with the answer of then. */
  static <R> Decision<StoredAnswer, R> of(Repeat repeat) {
    return switch (repeat) {
      case Repeat.Replay(var answer) -> new Replay<>(answer);
      case Repeat.Reuse() -> new Reuse<>();
    };
  }
}
