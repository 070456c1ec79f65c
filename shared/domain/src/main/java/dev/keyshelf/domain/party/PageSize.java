package dev.keyshelf.domain.party;

/** The paper of a document. */
public enum PageSize {
  A4,
  LETTER
}
