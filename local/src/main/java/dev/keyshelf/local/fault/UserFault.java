package dev.keyshelf.local.fault;

import org.jspecify.annotations.Nullable;

/**
 * Something only the person at the keyboard can put right. The message is one line that says what;
 * commands print it and end with exit code 2.
 */
public final class UserFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserFault(String message) {
    super(message);
  }

  public UserFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
