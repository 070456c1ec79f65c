package dev.keyshelf.domain.once;

/**
 * What the caller of a command is told.
 *
 * @param <V> what the command gives when it is done
 * @param <R> why it is refused
 */
public sealed interface Told<V, R> {
  /**
   * It is done, now or before.
   *
   * @param repeated whether this request was made before
   */
  record Done<V, R>(V value, boolean repeated) implements Told<V, R> {}

  /** Another request has used the key; nothing was done. */
  record KeyReused<V, R>() implements Told<V, R> {}

  /** It is refused; nothing was done. */
  record Refused<V, R>(R why) implements Told<V, R> {}
}
