package dev.keyshelf.domain.once;

/**
 * The store or the key service cannot answer now, or a conflict outlasted the retries. Whether a
 * commit took effect may be unknown: the caller repeats the request with the same key.
 */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean ofKeyService;

  /** Keeps what failed, for the log. */
  public UnavailableException(String what, Throwable cause) {
    this(what, cause, false);
  }

  private UnavailableException(String what, Throwable cause, boolean ofKeyService) {
    super(what, cause);
    this.ofKeyService = ofKeyService;
  }

  /** Gives what it is when the key service cannot answer. */
  public static UnavailableException ofKeyService(String what, Throwable cause) {
    return new UnavailableException(what, cause, true);
  }

  /** Says what could not be done in time. */
  public UnavailableException(String what) {
    super(what);
    this.ofKeyService = false;
  }

  /** Tells whether it is the key service that cannot answer, and not the store. */
  public boolean isOfKeyService() {
    return ofKeyService;
  }
}
