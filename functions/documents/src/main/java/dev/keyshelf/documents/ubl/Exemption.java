package dev.keyshelf.documents.ubl;

import dev.keyshelf.domain.document.TaxBreakdown;
import java.util.Optional;

/**
 * Why lines have no tax.
 *
 * @param code of the list VATEX; empty if the category has none of its own
 */
record Exemption(Optional<String> code, String text) {
  /**
   * Returns why a part of a document has no tax.
   *
   * @return empty if its category must not have a reason
   */
  static Optional<Exemption> of(TaxBreakdown tax) {
    return switch (tax.category()) {
      case STANDARD, ZERO_RATED -> Optional.empty();
      case EXEMPT -> Optional.of(new Exemption(Optional.empty(), text(tax, "Exempt from tax")));
      case REVERSE_CHARGE -> Optional.of(coded("VATEX-EU-AE", text(tax, "Reverse charge")));
      case INTRA_COMMUNITY ->
          Optional.of(coded("VATEX-EU-IC", text(tax, "Intra-community supply")));
      case EXPORT -> Optional.of(coded("VATEX-EU-G", text(tax, "Export")));
      case OUT_OF_SCOPE -> Optional.of(coded("VATEX-EU-O", text(tax, "Not subject to tax")));
    };
  }

  private static Exemption coded(String code, String text) {
    return new Exemption(Optional.of(code), text);
  }

  private static String text(TaxBreakdown tax, String otherwise) {
    return tax.reasons().isEmpty() ? otherwise : String.join("; ", tax.reasons());
  }
}
