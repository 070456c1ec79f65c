package dev.keyshelf.aws;

/** The key that wraps the keys which seal secrets; it never leaves where it is kept. */
interface MasterKey {
  /** A fresh key for sealing, in clear and wrapped. */
  @SuppressWarnings("ArrayRecordComponent") // Keys are never compared.
  record DataKey(byte[] plain, byte[] wrapped) {
    @Override
    public String toString() {
      return "DataKey[secret]";
    }
  }

  /** Gives a fresh data key of 256 bits. */
  DataKey generate();

  /** Gives a data key in clear again. */
  byte[] unwrap(byte[] wrapped);

  /** Returns a text that is always the same for this key, and tells nothing else of it. */
  String fingerprint();

  /** Gives how many versions of the hash key there are, counted from 1. */
  int hashKeyVersions();

  /** Gives the 256-bit key of a keyed hash: always the same for one version and label. */
  byte[] hashKey(int version, String label);
}
