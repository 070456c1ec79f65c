package dev.keyshelf.domain.key;

import java.util.Optional;

/**
 * Lets an installation use the stores only under the keys that they were filled under. Under other
 * keys nothing would open, and each key could be imported a second time.
 */
public final class AdmitKeys {
  private final KeyRings rings;

  /** Uses these stores. */
  public AdmitKeys(KeyRings rings) {
    this.rings = rings;
  }

  /** What an installation is told. */
  public sealed interface Outcome {
    /** Its keys are known, or known from now on. */
    record Admitted() implements Outcome {}

    /** The stores were filled under other keys, or under more versions of the hash key. */
    record Foreign(KeyRing known) implements Outcome {}
  }

  /** Notes the keys of the first installation, and compares those of each later one. */
  public Outcome admit(KeyRing ours) {
    while (true) {
      var known = rings.find();
      if (known.isPresent() && !ours.continues(known.get())) {
        return new Outcome.Foreign(known.get());
      }
      if (known.equals(Optional.of(ours)) || rings.note(ours, known)) {
        return new Outcome.Admitted();
      }
      // Another installation was quicker: its keys count.
    }
  }
}
