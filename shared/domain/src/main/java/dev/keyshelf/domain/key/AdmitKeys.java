package dev.keyshelf.domain.key;

/**
 * Checks that an installation has the encryption and hash keys under which its stores were filled.
 * With other keys it could open no product key, and could import each product key a second time.
 */
public final class AdmitKeys {
  private final KeyRings rings;

  /** Uses these stores. */
  public AdmitKeys(KeyRings rings) {
    this.rings = rings;
  }

  /** Whether an installation may use the stores. */
  public sealed interface Outcome {
    /** The installation may use the stores. Its keys were known, or are stored now. */
    record Admitted() implements Outcome {}

    /**
     * The installation must not use the stores. They were filled under other keys, or under more
     * versions of the hash key.
     */
    record Foreign(KeyRing known) implements Outcome {}
  }

  /**
   * Stores the keys of the first installation, and compares the keys of each later one.
   *
   * @param current the version of the hash key under which the installation stores product keys. It
   *     may know later ones, which are not stored yet: another release that does not know them
   *     still runs
   */
  public Outcome admit(KeyRing ours, int current) {
    while (true) {
      var known = rings.find();
      if (known.isPresent() && !ours.continues(known.get())) {
        return new Outcome.Foreign(known.get());
      }
      if (known.filter(each -> each.hashing().size() >= current).isPresent()
          || rings.note(ours.upTo(current), known)) {
        return new Outcome.Admitted();
      }
      // Another installation stored its keys first, so compare with those.
    }
  }
}
