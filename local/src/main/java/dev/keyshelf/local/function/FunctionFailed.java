package dev.keyshelf.local.function;

import dev.keyshelf.domain.once.UnavailableException;
import software.amazon.awssdk.core.exception.SdkException;

/** A handler threw, or its event or answer did not pass through Lambda's serializer. */
public final class FunctionFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message names the function and the reason; the cause is what the handler threw. */
  public FunctionFailed(String function, Throwable cause) {
    super("%s failed: %s".formatted(function, reason(cause)), cause);
  }

  /** In one line: what a store says of itself may be a page with a stack trace. */
  private static String reason(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof SdkException || each instanceof UnavailableException) {
        return "a store did not answer as it should; try again";
      }
    }
    var message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
