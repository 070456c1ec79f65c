package dev.keyshelf.domain.support;

/** Whose turn it is. */
public enum SupportRequestState {
  /** It is the operator's turn. */
  OPEN,
  /** It is the partner's turn. A note of the partner opens the request again. */
  ANSWERED,
  /** The partner closed it. It can only be read. */
  CLOSED
}
