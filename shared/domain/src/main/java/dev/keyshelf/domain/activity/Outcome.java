package dev.keyshelf.domain.activity;

/** What became of an act. */
public enum Outcome {
  /** It was done: the record was written with its effect. */
  DONE,
  /** It was refused, and nothing else changed. */
  REFUSED,
  /** It was begun; a later record says what became of it. */
  BEGUN
}
