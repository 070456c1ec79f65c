package dev.keyshelf.domain.partner;

import dev.keyshelf.domain.identity.PartnerId;
import java.util.Set;

/** A reseller, with its name, the programs that it is eligible for, and whether it is suspended. */
public record Partner(PartnerId id, String name, boolean suspended, Set<String> eligiblePrograms) {
  /**
   * Copies the programs.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public Partner {
    eligiblePrograms = Set.copyOf(eligiblePrograms);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a partner's name must not be blank");
    }
  }

  /** Returns whether the partner may buy, change and download: it is not suspended. */
  public boolean mayTrade() {
    return !suspended;
  }
}
