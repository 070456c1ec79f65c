package dev.keyshelf.domain.once;

/** The result of a command's single transaction. */
public enum Commit {
  /** Everything was written. */
  DONE,
  /** Nothing was written, because the data changed after it was read. Read and decide again. */
  STALE
}
