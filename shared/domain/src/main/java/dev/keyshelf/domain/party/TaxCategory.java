package dev.keyshelf.domain.party;

/**
 * The tax category of a line, by EN 16931 (a part of UNTDID 5305).
 *
 * @see <a href="https://docs.peppol.eu/poacc/billing/3.0/codelist/UNCL5305/">the codes</a>
 */
public enum TaxCategory {
  /** Taxed with the rate of the line. Only lines whose tax is included or added have it. */
  STANDARD("S"),
  /** Taxed with a rate of zero. */
  ZERO_RATED("Z"),
  /** Exempt from tax, for a reason that the document names. */
  EXEMPT("E"),
  /** The buyer owes the tax. */
  REVERSE_CHARGE("AE"),
  /** Supplied to a buyer in another member state of the European Union. */
  INTRA_COMMUNITY("K"),
  /** Exported, so free of tax. */
  EXPORT("G"),
  /** Outside the scope of tax. A document cannot mix it with other categories. */
  OUT_OF_SCOPE("O");

  private final String code;

  TaxCategory(String code) {
    this.code = code;
  }

  /** Returns the code of EN 16931. */
  public String code() {
    return code;
  }
}
