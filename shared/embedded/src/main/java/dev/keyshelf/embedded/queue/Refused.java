package dev.keyshelf.embedded.queue;

import java.io.Serial;

/** A request that SQS refuses, with the code of its answer. */
public final class Refused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String code;

  Refused(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** Returns SQS's code, such as {@code InvalidParameterValue}. */
  public String code() {
    return code;
  }
}
