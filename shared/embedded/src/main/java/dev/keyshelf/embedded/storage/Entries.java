package dev.keyshelf.embedded.storage;

/** Receives entries in the order of their keys. */
@FunctionalInterface
public interface Entries {
  /** Receives the next entry. Returns whether to continue with another one. */
  boolean next(byte[] key, byte[] value);
}
