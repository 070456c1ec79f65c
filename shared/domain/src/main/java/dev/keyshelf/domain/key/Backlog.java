package dev.keyshelf.domain.key;

/**
 * How many keys of a pool are sold and have not left it yet, by all orders together.
 *
 * @param version rises with each order that adds to it; 0 when none ever did
 */
public record Backlog(String pool, long keys, long version) {
  /** Gives the backlog of a pool that no order ever waited for. */
  public static Backlog none(String pool) {
    return new Backlog(pool, 0, 0);
  }
}
