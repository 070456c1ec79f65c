package dev.keyshelf.domain.catalog;

/** The form of the keys in a pool. An import accepts keys of this form, and each key keeps it. */
public enum KeyForm {
  /** Two to eight groups of five capitals and digits. The default if a pool names no form. */
  FIVES,
  /**
   * Five groups of five characters from the alphabet of generated keys. The last character is a
   * check character.
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
