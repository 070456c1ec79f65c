package dev.keyshelf.domain.key;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import java.util.List;

/** Where issued keys are, across the customers of a partner. */
public interface KeyPlaces {
  /** The most keys that a list has. */
  int MOST = 100;

  /**
   * Finds those of these keys that a customer of this partner has or had. A key that was issued a
   * moment ago may be missing, and so is a key that release 0.1.0 generated.
   */
  List<Place> find(PartnerId partner, List<Fingerprint> keys);

  /**
   * Lists the keys of this partner's customers that are named by these five characters, in either
   * case. A key that was issued a moment ago may be missing, and so is a key that release 0.1.0
   * issued until the desk's index has it.
   */
  Places list(PartnerId partner, String lastFive);

  /** A key, and whose it is. */
  record Place(CustomerId customer, IssuedKey key) {}

  /**
   * At most {@link #MOST} keys.
   *
   * @param more whether there are more
   */
  record Places(List<Place> places, boolean more) {
    /** Copies the list in. */
    public Places {
      places = List.copyOf(places);
    }
  }
}
