package dev.keyshelf.embedded;

import java.io.Serial;

/**
 * The embedded stores cannot start or stop, or their files cannot be used. The message is one line
 * that a person can act on.
 */
public final class EmbeddedCloudException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  EmbeddedCloudException(String message, Throwable cause) {
    super(message, cause);
  }

  EmbeddedCloudException(String message) {
    super(message);
  }

  static EmbeddedCloudException unstopped(String store, Exception failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new EmbeddedCloudException("%s did not stop: %s".formatted(store, failure), failure);
  }
}
