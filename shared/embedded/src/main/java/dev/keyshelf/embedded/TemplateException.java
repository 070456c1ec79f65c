package dev.keyshelf.embedded;

import java.io.Serial;

/** A template that cannot be used; the message is one line naming the file and the place in it. */
public final class TemplateException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message);
  }
}
