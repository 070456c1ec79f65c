package dev.keyshelf.domain.once;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The decision of a use case about a command, based on the data it read. The use case writes
 * nothing itself: {@link Commands} carries the decision out.
 *
 * @param <V> the type of the command's result
 * @param <R> the type of the reasons to refuse it
 */
public sealed interface Decision<V, R> {
  /** Refuse the command and write nothing. */
  record Refuse<V, R>(R why) implements Decision<V, R> {}

  /**
   * Commit one transaction.
   *
   * @param value computes the result after the commit, so that a secret is opened only once its use
   *     is recorded
   * @param repeated whether this is a repeated request that gets its outcome again
   */
  record Do<V, R>(Supplier<Commit> transaction, Supplier<V> value, boolean repeated)
      implements Decision<V, R> {}

  /** Write nothing, because another request has already done it. Return the same answer. */
  record Keep<V, R>(V value) implements Decision<V, R> {}

  /** Return the stored answer, because this request was made before. */
  record Replay<V, R>(V value) implements Decision<V, R> {}

  /** Refuse the command, because another request has used its idempotency key. */
  record Reuse<V, R>() implements Decision<V, R> {}

  /** Read and decide again, because the data changed while it was read. */
  record ReadAgain<V, R>() implements Decision<V, R> {}

  /** Returns the decision to refuse the command. */
  static <V, R> Decision<V, R> refuse(R why) {
    return new Refuse<>(why);
  }

  /**
   * Returns the decision to commit one transaction, which also stores the answer.
   *
   * @param done the result that is answered
   * @param transaction commits all changes together with this idempotency record
   */
  static <T, R> Decision<StoredAnswer, R> done(
      Once<T> once, T done, Function<IdempotencyRecord, Commit> transaction) {
    var record = once.record(done);
    return new Do<>(() -> transaction.apply(record), record::answer, false);
  }

  /**
   * Returns the decision to write nothing, because it is done already. The answer is built from the
   * existing result, as for the request that did it.
   */
  static <T, R> Decision<StoredAnswer, R> keep(Once<T> once, T done) {
    return new Keep<>(once.record(done).answer());
  }

  /** Returns the decision about a request whose idempotency key was used before. */
  static <R> Decision<StoredAnswer, R> of(Repeat repeat) {
    return switch (repeat) {
      case Repeat.Replay(var answer) -> new Replay<>(answer);
      case Repeat.Reuse() -> new Reuse<>();
    };
  }
}
