package dev.keyshelf.domain.once;

/**
 * The outcome of a command, as its caller gets it.
 *
 * @param <V> the type of the command's result
 * @param <R> the type of the reasons to refuse it
 */
public sealed interface Told<V, R> {
  /**
   * The command is done, now or by an earlier request.
   *
   * @param repeated whether this request was made before
   */
  record Done<V, R>(V value, boolean repeated) implements Told<V, R> {}

  /** Another request has used the idempotency key. Nothing was done. */
  record KeyReused<V, R>() implements Told<V, R> {}

  /** The command was refused. Nothing was done. */
  record Refused<V, R>(R why) implements Told<V, R> {}
}
