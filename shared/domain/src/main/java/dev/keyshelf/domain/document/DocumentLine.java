package dev.keyshelf.domain.document;

import dev.keyshelf.domain.billing.ChargeDocuments.ChargedOn;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.billing.TaxByLine;
import dev.keyshelf.domain.party.TaxCategory;
import java.util.Optional;

/**
 * A line of a document: a charge of the month, or a credit.
 *
 * @param amounts what the line adds to the document; negative for a credit
 * @param category empty if the entry is of release 0.1.0, which did not keep the market, or if the
 *     seller has not said what the tax in the market is
 * @param chargedOn of a credit: the document with its charge, which can be this one
 */
public record DocumentLine(
    LedgerEntry entry,
    LedgerLine line,
    TaxByLine.Amounts amounts,
    Optional<TaxCategory> category,
    Optional<ChargedOn> chargedOn) {
  /** Returns whether the line gives money back. */
  public boolean isCredit() {
    return entry instanceof LedgerEntry.CreditNote;
  }
}
