package dev.keyshelf.billing;

import dev.keyshelf.domain.billing.ChargeDocuments.ChargedOn;
import dev.keyshelf.domain.billing.DocumentType;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.billing.TaxByLine;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** The columns of a month in CSV, and what its rows have in them. */
interface InvoiceLayout {
  /** Returns the first word of the name of a file with these columns. */
  String name();

  /** Returns the names of the columns. */
  List<String> columns();

  /** Returns whether the row of a credit names the document with its charge. */
  boolean namesCharges();

  /** Returns the row of a credit that is carried in, or an empty result if the layout has none. */
  Optional<List<Object>> carriedIn(On invoice, Money credit);

  /**
   * Returns the row of a line. The amounts of credits are negative.
   *
   * @param amounts what the line adds to the invoice
   */
  List<Object> line(On invoice, LedgerEntry entry, LedgerLine line, TaxByLine.Amounts amounts);

  /**
   * The invoice or credit note that a row is on.
   *
   * @param number empty before the month is issued
   * @param chargedOn the document with the charge, if the row is a credit's and names it
   */
  record On(
      String state,
      String number,
      YearMonth month,
      DocumentType type,
      Optional<ChargedOn> chargedOn) {}

  /** Returns an amount of an entry in decimals: negative if the entry is a credit. */
  static BigDecimal signed(LedgerEntry entry, Money amount) {
    return entry.signed(amount).amount();
  }

  /** Returns a value, or an empty cell. */
  static Object cell(Optional<?> value) {
    return value.isPresent() ? value.get() : "";
  }
}
