package dev.keyshelf.testkit.cloud;

import java.io.Serial;

/** Thrown if the chosen cloud cannot run here. The message is one line that says what to do. */
public final class CloudUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  CloudUnavailableException(String message) {
    super(message);
  }
}
