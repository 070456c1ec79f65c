package dev.keyshelf.domain.once;

/**
 * The store or the key service cannot answer now, time ran out, or a conflict outlasted the
 * retries. It may be unknown whether a commit took effect. The caller retries the request with the
 * same idempotency key.
 */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean ofKeyService;
  private final boolean ofConflict;
  private final boolean ofOtherKeys;

  /**
   * Creates the exception for a store that cannot answer.
   *
   * @param what the failure, for the log
   */
  public UnavailableException(String what, Throwable cause) {
    this(what, cause, false, false);
  }

  private UnavailableException(
      String what, Throwable cause, boolean ofKeyService, boolean ofConflict) {
    super(what, cause);
    this.ofKeyService = ofKeyService;
    this.ofConflict = ofConflict;
    this.ofOtherKeys = false;
  }

  /**
   * Returns the exception for an installation that does not have the keys with which its store was
   * filled. A retry helps only once an operator has restored them.
   *
   * @param what the keys, for the log
   */
  public static UnavailableException ofOtherKeys(String what) {
    return new UnavailableException(what, false, true);
  }

  /**
   * Returns the exception for a key service that cannot answer.
   *
   * @param what the failure, for the log
   */
  public static UnavailableException ofKeyService(String what, Throwable cause) {
    return new UnavailableException(what, cause, true, false);
  }

  /** Returns the exception for a conflict with other commands that outlasted the retries. */
  public static UnavailableException ofConflict(String what, Throwable cause) {
    return new UnavailableException(what, cause, false, true);
  }

  /** Returns the exception for a conflict with other commands, or another run of a job. */
  public static UnavailableException ofConflict(String what) {
    return new UnavailableException(what, true, false);
  }

  /**
   * Creates the exception for something that could not be done in time.
   *
   * @param what the action that could not be done, for the log
   */
  public UnavailableException(String what) {
    this(what, false, false);
  }

  private UnavailableException(String what, boolean ofConflict, boolean ofOtherKeys) {
    super(what);
    this.ofKeyService = ofOtherKeys;
    this.ofConflict = ofConflict;
    this.ofOtherKeys = ofOtherKeys;
  }

  /** Returns whether the keys are not those with which the store was filled. */
  public boolean isOfOtherKeys() {
    return ofOtherKeys;
  }

  /**
   * Returns whether the keys are what is missing, rather than the store: the key service cannot
   * answer, or its keys are others.
   */
  public boolean isOfKeyService() {
    return ofKeyService;
  }

  /**
   * Returns whether a failure is of the whole store or key service. Then a run over many subjects
   * ends. A conflict is of one subject: the run notes it and goes on with the next.
   */
  public static boolean isOutage(RuntimeException failure) {
    return failure instanceof UnavailableException unavailable && !unavailable.ofConflict;
  }
}
