package dev.keyshelf.aws;

import dev.keyshelf.domain.key.AdmitKeys;
import dev.keyshelf.domain.key.AdmitKeys.Outcome.Foreign;
import dev.keyshelf.domain.key.KeyRing;
import dev.keyshelf.domain.key.KeyRings;
import dev.keyshelf.domain.once.UnavailableException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares a function's keys with those that its table names, with one read at the first use. A
 * snapshot is taken before any use, so each restored function compares again.
 */
final class KeyAdmission {
  private final KeyRings rings;
  private final Supplier<Optional<Own>> own;
  private volatile boolean isGranted;
  private volatile boolean isKnown;

  /**
   * Creates an admission.
   *
   * @param rings what the table names
   * @param own the function's keys; empty if they were compared before the function was started
   */
  KeyAdmission(KeyRings rings, Supplier<Optional<Own>> own) {
    this.rings = rings;
    this.own = own;
  }

  /**
   * A function's keys.
   *
   * @param current the version of the hash key under which the function stores product keys
   */
  record Own(KeyRing ring, int current) {}

  /**
   * Requires the keys with which the table was filled, for a command. If the table names none, it
   * stores them.
   *
   * @throws UnavailableException if the table was filled with other keys
   */
  void require() {
    if (!isGranted) {
      own.get()
          .ifPresent(
              ours -> {
                if (new AdmitKeys(rings).admit(ours.ring(), ours.current())
                    instanceof Foreign(var known)) {
                  throw refused(ours.ring(), known);
                }
              });
      isGranted = true;
    }
  }

  /**
   * Requires the keys with which the table was filled, for a read. If the table names none, nothing
   * happens.
   *
   * @throws UnavailableException if the table was filled with other keys
   */
  void check() {
    if (!isGranted && !isKnown) {
      own.get()
          .ifPresent(
              ours -> {
                var known = rings.find();
                if (known.isPresent() && !ours.ring().continues(known.get())) {
                  throw refused(ours.ring(), known.get());
                }
                // A table that names no keys yet can name others later.
                isKnown = known.isPresent();
              });
    }
  }

  private static UnavailableException refused(KeyRing ours, KeyRing known) {
    return UnavailableException.ofOtherKeys(
        "the table was filled with the keys %s and %s, this function has %s and %s"
            .formatted(known.sealing(), known.hashing(), ours.sealing(), ours.hashing()));
  }
}
