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

  /** Returns what the data keys seal. */
  Purpose purpose();

  /** Returns a new random data key of 256 bits, which is bound to the purpose. */
  DataKey generate();

  /** Returns the plain form of a wrapped data key. Fails if it is bound to another purpose. */
  byte[] unwrap(byte[] wrapped);

  /** Returns the plain form of a data key that release 0.1.0 wrapped, bound to no purpose. */
  byte[] unwrapUnbound(byte[] wrapped);

  /** Returns fingerprints that are constant for these keys and reveal nothing else of them. */
  KeyRing ring();

  /** Returns the number of versions of the hash key. The first is version 1. */
  int hashKeyVersions();

  /** Returns a 256-bit key for keyed hashes. It is constant for a version and a label. */
  byte[] hashKey(int version, String label);
}
