package dev.keyshelf.domain.key;

/**
 * How many keys of a pool all waiting orders together have bought and not yet received.
 *
 * @param version rises with each order that adds to the backlog; 0 if no order ever did
 */
public record Backlog(String pool, long keys, long version) {
  /** Returns the backlog of a pool for which no order ever waited. */
  public static Backlog none(String pool) {
    return new Backlog(pool, 0, 0);
  }
}
