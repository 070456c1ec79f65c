package dev.keyshelf.aws;

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

  /** Returns a fingerprint that is constant for this key and reveals nothing else of it. */
  String fingerprint();

  /** Returns the number of versions of the hash key. The first is version 1. */
  int hashKeyVersions();

  /** Returns a 256-bit key for keyed hashes. It is constant for a version and a label. */
  byte[] hashKey(int version, String label);
}
