package dev.keyshelf.local.demo;

/** A step was answered other than it should be. */
final class UnexpectedAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnexpectedAnswer(String what) {
    super(what);
  }
}
