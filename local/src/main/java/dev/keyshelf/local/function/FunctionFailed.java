package dev.keyshelf.local.function;

/** A handler threw, or its event or answer did not pass through Lambda's serializer. */
public final class FunctionFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message names the function and the reason; the cause is what the handler threw. */
  public FunctionFailed(String function, Throwable cause) {
    super("%s failed: %s".formatted(function, reason(cause)), cause);
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
