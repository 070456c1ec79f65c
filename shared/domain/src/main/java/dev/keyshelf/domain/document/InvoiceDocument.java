package dev.keyshelf.domain.document;

import dev.keyshelf.domain.billing.DocumentType;
import dev.keyshelf.domain.billing.Settlement;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.PaymentTerms;
import dev.keyshelf.domain.party.Seller;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a document says, before it is rendered. All formats render the same one, so they
 * say the same.
 *
 * @param issue empty in a preview
 * @param lines in the order of the ledger; none on invoices of earlier releases that only carry a
 *     credit on
 */
public record InvoiceDocument(
    PartnerId partner,
    YearMonth month,
    Optional<Issue> issue,
    Seller seller,
    Buyer buyer,
    Settlement settlement,
    List<DocumentLine> lines) {
  /** The number and the date of an issued document. */
  public record Issue(String number, Instant at) {}

  /** Copies the list. */
  public InvoiceDocument {
    lines = List.copyOf(lines);
  }

  /** Returns the type. */
  public DocumentType type() {
    return settlement.documentType();
  }

  /** Returns the currency of all amounts. */
  public Currency currency() {
    return settlement.totals().currency();
  }

  /** Returns the payment terms: the partner's own, or those of the seller. */
  public PaymentTerms terms() {
    return buyer.terms().orElse(seller.terms());
  }

  /** Returns the day on which the amount due must be paid; empty in previews and credit notes. */
  public Optional<LocalDate> dueOn() {
    return issue
        .filter(_ -> type() == DocumentType.INVOICE)
        .map(issued -> terms().dueOn(issued.at()));
  }

  /** Returns what the partner wants on each document. */
  public String buyerReference() {
    return buyer.reference().orElse(partner.value());
  }
}
