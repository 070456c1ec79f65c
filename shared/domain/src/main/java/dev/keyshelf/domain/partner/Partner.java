package dev.keyshelf.domain.partner;

import dev.keyshelf.domain.identity.PartnerId;
import java.util.Set;

/**
 * A reseller, with its name, the programs that it is eligible for, and whether it is suspended.
 *
 * @param tenants its tenants at the issuers of its users' tokens; a tenant is of one partner
 */
public record Partner(
    PartnerId id,
    String name,
    boolean suspended,
    Set<String> eligiblePrograms,
    Set<String> tenants) {
  /** A partner whose users' tokens name its id. */
  public Partner(PartnerId id, String name, boolean suspended, Set<String> eligiblePrograms) {
    this(id, name, suspended, eligiblePrograms, Set.of());
  }

  /**
   * Copies the programs and tenants.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public Partner {
    eligiblePrograms = Set.copyOf(eligiblePrograms);
    tenants = Set.copyOf(tenants);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a partner's name must not be blank");
    }
  }

  /** Returns whether the partner may buy, change and download: it is not suspended. */
  public boolean mayTrade() {
    return !suspended;
  }
}
