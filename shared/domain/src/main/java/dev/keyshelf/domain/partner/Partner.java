package dev.keyshelf.domain.partner;

import dev.keyshelf.domain.identity.PartnerId;
import java.util.Set;

/**
 * A reseller: what it is called, which programs it is eligible for, and whether it is suspended.
 */
public record Partner(PartnerId id, String name, boolean suspended, Set<String> eligiblePrograms) {
  /** Refuses a nameless partner. */
  public Partner {
    eligiblePrograms = Set.copyOf(eligiblePrograms);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a partner has a name");
    }
  }

  /** Tells whether it may change, buy and get anything: it is not suspended. */
  public boolean mayTrade() {
    return !suspended;
  }
}
