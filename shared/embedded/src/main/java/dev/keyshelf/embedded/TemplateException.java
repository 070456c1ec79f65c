package dev.keyshelf.embedded;

import java.io.Serial;

/** A template cannot be used. The message is one line with the file and the place in it. */
public final class TemplateException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message);
  }
}
