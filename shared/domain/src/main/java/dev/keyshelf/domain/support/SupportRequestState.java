package dev.keyshelf.domain.support;

/** Whose turn it is. */
public enum SupportRequestState {
  /** The operator's. */
  OPEN,
  /** The partner's: a note makes it the operator's turn again. */
  ANSWERED,
  /** Nobody's: it is over, and only read. */
  CLOSED
}
