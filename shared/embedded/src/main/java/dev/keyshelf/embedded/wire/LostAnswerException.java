package dev.keyshelf.embedded.wire;

import java.io.IOException;
import java.io.Serial;

/** The request was completed, but its answer is lost. */
public final class LostAnswerException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  LostAnswerException() {
    super("the connection broke before the answer");
  }
}
