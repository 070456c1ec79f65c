package dev.keyshelf.domain.once;

/** What became of a command's one transaction. */
public enum Commit {
  /** All of it is written. */
  DONE,
  /** Nothing is written: what was read has changed meanwhile. Read again and decide again. */
  STALE
}
