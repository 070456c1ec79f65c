package dev.keyshelf.domain.catalog;

/** The form of the keys in a pool: what an import takes, and what is said of a key that it took. */
public enum KeyForm {
  /** Two to eight groups of five capitals and digits: what a pool has that names no form. */
  FIVES,
  /**
   * Five groups of five of the characters of made keys, of which the last one checks the others.
   */
  CHECKED_FIVES,
  /** Two to eight groups of five small letters and digits. */
  LOWER_FIVES,
  /** Three to eight groups of four capitals and digits. */
  FOURS,
  /** Three to eight groups of four small letters and digits. */
  LOWER_FOURS,
  /** A UUID (RFC 9562) in its text form, in either case. */
  UUID,
  /** Any text of up to 4 KiB in UTF-8, on one line or more: a licence in XML, a token. */
  FREE
}
