package dev.keyshelf.domain.party;

import java.util.Optional;

/**
 * A company as a document names it.
 *
 * @param legalName the registered name
 * @param vatNumber with the country's prefix, such as IE1234567FA; empty if it has none
 * @param registrationNumber the number in the company register; empty if unknown
 * @param electronicAddress where e-invoices for it are sent; empty if it takes none
 */
public record Party(
    String legalName,
    PostalAddress address,
    Optional<String> vatNumber,
    Optional<String> registrationNumber,
    Optional<ElectronicAddress> electronicAddress,
    Optional<PartyContact> contact) {
  /** The longest legal name, in characters. */
  public static final int LONGEST_NAME = 200;

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public Party {
    if (legalName.isBlank()) {
      throw new IllegalArgumentException("a legal name must not be blank");
    }
  }

  /** Returns this without its contact. */
  Party withoutContact() {
    return new Party(
        legalName, address, vatNumber, registrationNumber, electronicAddress, Optional.empty());
  }
}
