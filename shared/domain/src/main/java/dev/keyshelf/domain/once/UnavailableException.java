package dev.keyshelf.domain.once;

/**
 * The store or the key service cannot answer now, or a conflict outlasted the retries. Whether a
 * commit took effect may be unknown: the caller repeats the request with the same key.
 */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Keeps what failed, for the log. */
  public UnavailableException(String what, Throwable cause) {
    super(what, cause);
  }

  /** Says what could not be done in time. */
  public UnavailableException(String what) {
    super(what);
  }
}
