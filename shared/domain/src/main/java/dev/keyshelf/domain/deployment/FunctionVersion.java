package dev.keyshelf.domain.deployment;

/**
 * A published version of a function.
 *
 * @param function the function's name in the account and region
 * @param qualifier the version's number, or the alias that names it
 */
public record FunctionVersion(String function, String qualifier) {
  /** Refuses empty names, which would mean another function or its unpublished code. */
  public FunctionVersion {
    if (function.isBlank() || qualifier.isBlank()) {
      throw new IllegalArgumentException("a version needs a function and a qualifier");
    }
  }

  /** Returns both parts with a colon between them. */
  @Override
  public String toString() {
    return function + ":" + qualifier;
  }
}
