package dev.keyshelf.domain.activity;

/** What became of an act. */
public enum Outcome {
  /** It was done. The record was written in the same transaction as the change. */
  DONE,
  /** It was refused, and nothing else changed. */
  REFUSED,
  /** It was begun. A later record has its outcome. */
  BEGUN
}
