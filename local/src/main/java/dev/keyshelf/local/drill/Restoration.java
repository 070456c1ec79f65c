package dev.keyshelf.local.drill;

/** One way to restore the stores as they were at a point in time, beside those in use. */
public interface Restoration extends AutoCloseable {
  /**
   * Restores and reads the copy.
   *
   * @throws dev.keyshelf.local.fault.UserFault if nothing can be restored
   */
  Restored restore();

  /** Removes the copy. */
  @Override
  void close();
}
