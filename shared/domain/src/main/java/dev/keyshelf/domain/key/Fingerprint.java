package dev.keyshelf.domain.key;

import java.util.List;
import java.util.stream.Stream;

/**
 * What makes a key unique among all keys: its keyed hash under the version of the hash key that is
 * current, which is kept, and under the other known ones, under none of which it may be kept.
 */
public record Fingerprint(String current, List<String> others) {
  /** Copies the list in. */
  public Fingerprint {
    others = List.copyOf(others);
  }

  /** Gives it under every known version. */
  public Stream<String> all() {
    return Stream.concat(Stream.of(current), others.stream());
  }
}
