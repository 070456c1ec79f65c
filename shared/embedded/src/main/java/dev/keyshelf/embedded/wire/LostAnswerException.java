package dev.keyshelf.embedded.wire;

import java.io.IOException;
import java.io.Serial;

/** What was asked for is done, and nobody is told. */
public final class LostAnswerException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  LostAnswerException() {
    super("the connection broke before the answer");
  }
}
