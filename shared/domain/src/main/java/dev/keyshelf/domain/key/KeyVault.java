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

  /** Gives what seals the keys of one batch: under a data key of its own. */
  Sealer sealer();

  /** Seals texts that belong together. */
  @FunctionalInterface
  interface Sealer {
    /** Seals a text, which opens only with what it belongs to. */
    Sealed seal(String plain, String boundTo);
  }

  /** Gives the version of the hash key that is current: what is unique from now on is so by it. */
  int fingerprintVersion();

  /** Returns which keys it seals and hashes with. */
  KeyRing ring();

  /** Opens a sealed text; fails when it was changed or belongs to something else. */
  String open(Sealed sealed, String boundTo);

  /**
   * Gives a key's fingerprint: the same for every way in which the same key is written, and telling
   * nothing else.
   */
  default Fingerprint fingerprint(String key) {
    return hashes(KeyForms.canonical(key));
  }

  /**
   * Gives a text's keyed hashes (HMAC), one for each known version of the hash key: equal texts
   * have equal ones.
   */
  Fingerprint hashes(String plain);
}
