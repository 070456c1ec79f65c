package dev.keyshelf.domain.party;

import java.util.regex.Pattern;

/**
 * The address that e-invoices are sent to, as Peppol names it.
 *
 * @param scheme a code of the Electronic Address Scheme list, such as 9935 or 0088
 * @param id within the scheme
 */
public record ElectronicAddress(String scheme, String id) {
  private static final Pattern SCHEME = Pattern.compile("[0-9]{4}|EM|AN|AQ|AS|AU");

  /**
   * Checks the form of the scheme.
   *
   * @throws IllegalArgumentException if malformed
   */
  public ElectronicAddress {
    if (!SCHEME.matcher(scheme).matches() || id.isBlank()) {
      throw new IllegalArgumentException("an electronic address must have a scheme and an id");
    }
  }

  /**
   * Makes the address of an operator's file. Addresses in the store are not checked again, because
   * Peppol changes its schemes.
   *
   * @throws IllegalArgumentException if Peppol does not know the scheme, or if its rules would
   *     refuse the id
   */
  public static ElectronicAddress checked(String scheme, String id) {
    if (!AddressSchemes.isKnown(scheme)) {
      throw new IllegalArgumentException(
          "Peppol knows no scheme %s; a VAT number of Germany has 9930, a GLN 0088"
              .formatted(scheme));
    }
    AddressSchemes.fault(scheme, id)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault);
            });
    return new ElectronicAddress(scheme, id);
  }

  /** Returns whether Peppol lists the scheme. */
  public boolean isOfKnownScheme() {
    return AddressSchemes.isKnown(scheme);
  }

  /** Returns whether the rules of Peppol take the id. They check those of some schemes only. */
  public boolean hasValidId() {
    return AddressSchemes.fault(scheme, id).isEmpty();
  }
}
