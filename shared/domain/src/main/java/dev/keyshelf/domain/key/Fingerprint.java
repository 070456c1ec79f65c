package dev.keyshelf.domain.key;

import java.util.List;
import java.util.stream.Stream;

/**
 * The keyed hashes (HMAC) that make a key unique among all keys.
 *
 * @param current the hash under the current version of the hash key, which is the one that is
 *     stored
 * @param others the hashes under the other known versions. A new key must be stored under none
 */
public record Fingerprint(String current, List<String> others) {
  /** Copies the list. */
  public Fingerprint {
    others = List.copyOf(others);
  }

  /** Returns the hashes under all known versions. */
  public Stream<String> all() {
    return Stream.concat(Stream.of(current), others.stream());
  }
}
