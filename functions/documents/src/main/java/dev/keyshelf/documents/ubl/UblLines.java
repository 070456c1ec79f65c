package dev.keyshelf.documents.ubl;

import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.billing.ChargeDocuments.ChargedOn;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.Particulars;
import dev.keyshelf.domain.document.DocumentLine;
import dev.keyshelf.domain.entitlement.References;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.party.TaxCategory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Writes the lines. */
final class UblLines {
  private final UblWriter to;
  private final boolean withPurchaseOrders;

  /**
   * Writes to this document.
   *
   * @param withPurchaseOrders false if the document names the purchase order of all lines
   */
  UblLines(UblWriter to, boolean withPurchaseOrders) {
    this.to = to;
    this.withPurchaseOrders = withPurchaseOrders;
  }

  void write(int number, DocumentLine line) {
    var isNegative = line.isCredit() != to.negates();
    var quantity = line.line().quantity();
    to.group(
        to.negates() ? "cac:CreditNoteLine" : "cac:InvoiceLine",
        () -> {
          to.value("cbc:ID", Integer.toString(number));
          to.value("cbc:Note", line.line().explanation());
          to.quantity(
              to.negates() ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity",
              isNegative ? -quantity : quantity);
          to.amount("cbc:LineExtensionAmount", line.amounts().net());
          to.value("cbc:AccountingCost", references(line).flatMap(References::costCentre));
          to.group("cac:Item", () -> item(line));
          to.group("cac:Price", () -> price(line));
        });
  }

  private void item(DocumentLine line) {
    to.value("cbc:Name", line.line().title());
    to.group("cac:SellersItemIdentification", () -> to.value("cbc:ID", line.line().sku().value()));
    to.group("cac:ClassifiedTaxCategory", () -> category(line));
    properties(line);
  }

  private void category(DocumentLine line) {
    var category = line.category().orElseThrow();
    to.value("cbc:ID", category.code());
    if (category != TaxCategory.OUT_OF_SCOPE) {
      var rate =
          category == TaxCategory.STANDARD ? line.line().taxRate().orElseThrow() : BigDecimal.ZERO;
      to.value("cbc:Percent", percent(rate));
    }
    to.group("cac:TaxScheme", () -> to.value("cbc:ID", "VAT"));
  }

  static String percent(BigDecimal rate) {
    return rate.signum() == 0 ? "0" : rate.movePointRight(2).stripTrailingZeros().toPlainString();
  }

  private void properties(DocumentLine line) {
    var entry = line.entry();
    property("Booked on", Optional.of(date(entry.at())));
    property("Order", Optional.of(entry.order().value()));
    if (withPurchaseOrders) {
      property("Purchase order", entry.purchaseOrderNumber());
    }
    property("Reference", references(line).flatMap(References::reference));
    property("Customer", entry.billedTo().map(BilledCustomer::companyName));
    var term = line.line().particulars().flatMap(Particulars::term);
    property("Term starts", term.map(Term::startsAt).map(UblLines::date));
    property("Term ends", term.map(Term::endsAt).map(UblLines::date));
    if (entry instanceof LedgerEntry.CreditNote credit) {
      property("Charged on invoice", line.chargedOn().flatMap(ChargedOn::number));
      property("Reason", credit.reason());
    }
  }

  private void property(String name, Optional<String> value) {
    value.ifPresent(
        some ->
            to.group(
                "cac:AdditionalItemProperty",
                () -> {
                  to.value("cbc:Name", name);
                  to.value("cbc:Value", some);
                }));
  }

  /**
   * Writes the price of a unit. Where units at the list price are not exactly the line's net, the
   * price is the net of all units, so that the line can be calculated from it without a difference.
   */
  private void price(DocumentLine line) {
    var net = line.amounts().net();
    var amount = net.isNegative() ? net.negated() : net;
    var quantity = line.line().quantity();
    var listed =
        line.line()
            .particulars()
            .map(Particulars::unitPrice)
            .filter(price -> price.times(quantity).equals(amount));
    to.money("cbc:PriceAmount", listed.orElse(amount));
    if (listed.isEmpty()) {
      to.quantity("cbc:BaseQuantity", quantity);
    }
  }

  private static Optional<References> references(DocumentLine line) {
    return line.line().particulars().map(Particulars::references);
  }

  private static String date(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
  }
}
