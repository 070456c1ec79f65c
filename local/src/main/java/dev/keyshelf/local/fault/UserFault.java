package dev.keyshelf.local.fault;

import org.jspecify.annotations.Nullable;

/**
 * A fault that only the user of the command line can correct. Commands print its message, one line,
 * and end with exit code 2.
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
