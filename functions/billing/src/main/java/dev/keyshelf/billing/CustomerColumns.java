package dev.keyshelf.billing;

import static dev.keyshelf.billing.InvoiceLayout.cell;

import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.billing.Particulars;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.entitlement.References;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.resale.Rebilled;
import java.util.List;

/**
 * The columns of a rebilling that a partner can pass on to a customer. Nothing in them says what
 * the partner itself pays.
 */
final class CustomerColumns {
  /** The value of the parameter {@code profile} that requests these columns. */
  static final String PROFILE = "customer";

  static final List<String> NAMES =
      List.of(
          "state",
          "month",
          "kind",
          "entryId",
          "at",
          "customerId",
          "customerName",
          "customerDomain",
          "orderId",
          "purchaseOrderNumber",
          "line",
          "reference",
          "costCentre",
          "skuId",
          "title",
          "termStartsAt",
          "termEndsAt",
          "quantity",
          "currency",
          "resaleUnitPrice",
          "resaleAmount",
          "chargeId",
          "reason");

  private CustomerColumns() {}

  /** Returns the cells of a line. The amounts of credits are negative. */
  static List<Object> cells(Month month, LedgerEntry entry, LedgerLine line, Rebilled.Line resale) {
    var customer = entry.billedTo();
    var bought = line.particulars();
    var references = bought.map(Particulars::references);
    var term = bought.flatMap(Particulars::term);
    return List.of(
        InvoiceJson.state(month),
        month.month(),
        InvoiceJson.kind(entry),
        entry.id(),
        entry.at(),
        entry.customer(),
        cell(customer.map(BilledCustomer::companyName)),
        cell(customer.map(BilledCustomer::domain)),
        entry.order(),
        cell(entry.purchaseOrderNumber()),
        line.line(),
        cell(references.flatMap(References::reference)),
        cell(references.flatMap(References::costCentre)),
        line.sku(),
        line.title(),
        cell(term.map(Term::startsAt)),
        cell(term.map(Term::endsAt)),
        line.quantity(),
        resale.amount().currency().getCurrencyCode(),
        resale.unitPrice().amount(),
        InvoiceLayout.signed(entry, resale.amount()),
        cell(InvoiceJson.charge(entry)),
        cell(InvoiceJson.reason(entry)));
  }
}
