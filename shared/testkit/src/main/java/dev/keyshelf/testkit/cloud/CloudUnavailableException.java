package dev.keyshelf.testkit.cloud;

import java.io.Serial;

/** The chosen cloud cannot run here; the message is one line a person can act on. */
public final class CloudUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  CloudUnavailableException(String message) {
    super(message);
  }
}
