package dev.keyshelf.local.function;

import dev.keyshelf.domain.once.UnavailableException;
import software.amazon.awssdk.core.exception.SdkException;

/** A handler threw an exception, or Lambda's serializer failed for its event or answer. */
public final class FunctionFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception. Its message names the function and the reason.
   *
   * @param cause the exception of the handler
   */
  public FunctionFailed(String function, Throwable cause) {
    super("%s failed: %s".formatted(function, reason(cause)), cause);
  }

  /** Returns the reason in one line, since a store's own message can be a page long. */
  private static String reason(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof SdkException || each instanceof UnavailableException) {
        return "a store failed or did not answer; try again";
      }
    }
    var message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
