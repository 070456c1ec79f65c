package dev.keyshelf.local.demo;

/** A response is not the expected one. */
final class UnexpectedAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnexpectedAnswer(String what) {
    super(what);
  }
}
