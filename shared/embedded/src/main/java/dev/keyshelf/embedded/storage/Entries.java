package dev.keyshelf.embedded.storage;

/** Receives entries in the order of their keys. */
@FunctionalInterface
public interface Entries {
  /** Takes the next entry; returns whether another one is wanted. */
  boolean next(byte[] key, byte[] value);
}
