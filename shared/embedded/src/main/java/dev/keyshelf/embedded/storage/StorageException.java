package dev.keyshelf.embedded.storage;

import java.io.Serial;

/** The storage could not read or write, such as on a full disk; nothing of the batch is stored. */
public final class StorageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  StorageException(String message, Throwable cause) {
    super(message, cause);
  }

  StorageException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
