package dev.keyshelf.embedded.storage;

import java.io.Serial;

/**
 * The storage could not read or write, for example because the disk is full. Nothing of a failed
 * batch is stored.
 */
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
