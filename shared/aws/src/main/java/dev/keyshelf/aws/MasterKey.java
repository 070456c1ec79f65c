package dev.keyshelf.aws;

import dev.keyshelf.domain.key.KeyRing;

/** The key that wraps the data keys which seal secrets. It never leaves its place. */
interface MasterKey {
  /** A data key for sealing, in plain and wrapped form. */
  @SuppressWarnings("ArrayRecordComponent") // Keys are never compared.
  record DataKey(byte[] plain, byte[] wrapped) {
    @Override
    public String toString() {
      return "DataKey[secret]";
    }
  }

  /** Returns a new random data key of 256 bits. */
  DataKey generate();

  /** Returns the plain form of a wrapped data key. */
  byte[] unwrap(byte[] wrapped);

  /** Returns fingerprints that are constant for these keys and reveal nothing else of them. */
  KeyRing ring();

  /** Returns the number of versions of the hash key. The first is version 1. */
  int hashKeyVersions();

  /** Returns a 256-bit key for keyed hashes. It is constant for a version and a label. */
  byte[] hashKey(int version, String label);
}
