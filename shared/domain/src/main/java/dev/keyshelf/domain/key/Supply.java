package dev.keyshelf.domain.key;

/**
 * Where a key came from: its batch and its pool.
 *
 * @param pool the last pool of the key
 * @param batch the name of the batch. If the key was moved to another pool, the name begins with
 *     the pool into which it was imported: {@code pool/batch}
 */
public record Supply(String pool, String batch) {
  private static final String BETWEEN = "/";

  /** Returns the pool into which the key was imported and the batch, as {@code pool/batch}. */
  public String origin() {
    return batch.contains(BETWEEN) ? batch : pool + BETWEEN + batch;
  }

  /** Returns the supply after a move to another pool. */
  public Supply movedTo(String other) {
    var origin = origin();
    return origin.startsWith(other + BETWEEN)
        ? new Supply(other, origin.substring(other.length() + 1))
        : new Supply(other, origin);
  }
}
