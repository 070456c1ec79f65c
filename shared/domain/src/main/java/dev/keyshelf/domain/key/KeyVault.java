package dev.keyshelf.domain.key;

/** Encrypts secrets at rest. To seal is to encrypt and bind a text to its owner. */
public interface KeyVault {
  /**
   * Seals a text.
   *
   * @param boundTo the id of the item that the text belongs to. The text opens only with the same
   *     id, so a ciphertext that was moved to another item does not open
   */
  Sealed seal(String plain, String boundTo);

  /** Returns a sealer for the keys of one batch. It uses a data key of its own. */
  Sealer sealer();

  /** Seals texts that belong together. */
  @FunctionalInterface
  interface Sealer {
    /** Seals a text. It opens only with the same {@code boundTo}. */
    Sealed seal(String plain, String boundTo);
  }

  /** Returns the current version of the hash key. New fingerprints are stored under it. */
  int fingerprintVersion();

  /** Returns the fingerprints of the keys with which this vault seals and hashes. */
  KeyRing ring();

  /** Opens a sealed text. Fails if the text was changed or is bound to another id. */
  String open(Sealed sealed, String boundTo);

  /**
   * Returns a key's fingerprint. It is the same for all spellings of the key, and reveals nothing
   * else about it.
   */
  default Fingerprint fingerprint(String key) {
    return hashes(KeyForms.canonical(key));
  }

  /**
   * Returns a text's keyed hashes (HMAC), one for each known version of the hash key. Equal texts
   * have equal hashes.
   */
  Fingerprint hashes(String plain);
}
