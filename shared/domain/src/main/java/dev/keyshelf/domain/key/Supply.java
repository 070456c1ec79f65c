package dev.keyshelf.domain.key;

/**
 * Which batch brought a key, and from which pool it came.
 *
 * @param pool where it was last
 * @param batch the batch's name; for a key that was moved, with the pool it was imported into
 *     before it: {@code pool/batch}
 */
public record Supply(String pool, String batch) {
  private static final String BETWEEN = "/";

  /** Returns the batch with the pool that it was imported into, wherever the key is now. */
  public String origin() {
    return batch.contains(BETWEEN) ? batch : pool + BETWEEN + batch;
  }

  /** Returns this after a move to another pool. */
  public Supply movedTo(String other) {
    var origin = origin();
    return origin.startsWith(other + BETWEEN)
        ? new Supply(other, origin.substring(other.length() + 1))
        : new Supply(other, origin);
  }
}
