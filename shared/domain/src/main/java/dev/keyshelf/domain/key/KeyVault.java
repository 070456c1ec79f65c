package dev.keyshelf.domain.key;

/** Keeps secrets unreadable at rest. */
public interface KeyVault {
  /**
   * Seals a text.
   *
   * @param boundTo what the sealed text belongs to; it opens only with the same, so that a
   *     ciphertext moved to another item does not open
   */
  Sealed seal(String plain, String boundTo);

  /** Opens a sealed text; fails when it was changed or belongs to something else. */
  String open(Sealed sealed, String boundTo);

  /** Gives the text's keyed hash (HMAC): equal texts have equal ones, and it tells nothing else. */
  String fingerprint(String plain);
}
