package dev.keyshelf.billing;

import static dev.keyshelf.billing.InvoiceLayout.cell;
import static dev.keyshelf.billing.InvoiceLayout.signed;

import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.billing.ChargeDocuments.ChargedOn;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.billing.Particulars;
import dev.keyshelf.domain.billing.TaxByLine;
import dev.keyshelf.domain.entitlement.References;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.money.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The product's own columns. Programs may read them by position, so a new column is always the
 * last. A row for each credit that is carried in comes before the lines.
 */
final class InvoiceColumns implements InvoiceLayout {
  private static final List<String> OF_0_1_0 =
      List.of(
          "state",
          "number",
          "month",
          "currency",
          "kind",
          "entryId",
          "at",
          "customerId",
          "orderId",
          "line",
          "skuId",
          "title",
          "quantity",
          "amount",
          "tax",
          "terms",
          "explanation");

  private static final List<String> ADDED =
      List.of(
          "customerName",
          "customerDomain",
          "customerTenantId",
          "purchaseOrderNumber",
          "reference",
          "costCentre",
          "unitPrice",
          "termStartsAt",
          "termEndsAt",
          "taxRate",
          "net",
          "gross",
          "chargeId",
          "reason",
          "documentType",
          "chargeInvoice",
          "chargeInvoiceMonth",
          "taxMode");

  @Override
  public String name() {
    return "invoice";
  }

  @Override
  public List<String> columns() {
    return joined(OF_0_1_0, ADDED);
  }

  @Override
  public boolean namesCharges() {
    return true;
  }

  @Override
  public Optional<List<Object>> carriedIn(On invoice, Money credit) {
    var row = new ArrayList<Object>(Collections.nCopies(OF_0_1_0.size() + ADDED.size(), ""));
    row.set(0, invoice.state());
    row.set(1, invoice.number());
    row.set(2, invoice.month());
    row.set(3, credit.currency().getCurrencyCode());
    row.set(4, "CARRIED_IN");
    row.set(OF_0_1_0.indexOf("amount"), credit.amount());
    row.set(columns().indexOf("gross"), credit.amount());
    row.set(columns().indexOf("documentType"), invoice.type());
    return Optional.of(row);
  }

  @Override
  public List<Object> line(
      On invoice, LedgerEntry entry, LedgerLine line, TaxByLine.Amounts amounts) {
    return joined(
        firstCells(invoice, entry, line, amounts), addedCells(invoice, entry, line, amounts));
  }

  private static List<Object> firstCells(
      On invoice, LedgerEntry entry, LedgerLine line, TaxByLine.Amounts amounts) {
    return List.of(
        invoice.state(),
        invoice.number(),
        invoice.month(),
        line.amount().currency().getCurrencyCode(),
        InvoiceJson.kind(entry),
        entry.id(),
        entry.at(),
        entry.customer(),
        entry.order(),
        line.line(),
        line.sku(),
        line.title(),
        line.quantity(),
        signed(entry, line.amount()),
        amounts.tax().amount(),
        line.terms(),
        line.explanation());
  }

  private static List<Object> addedCells(
      On invoice, LedgerEntry entry, LedgerLine line, TaxByLine.Amounts amounts) {
    var customer = entry.billedTo();
    var bought = line.particulars();
    var references = bought.map(Particulars::references);
    var term = bought.flatMap(Particulars::term);
    return List.of(
        cell(customer.map(BilledCustomer::companyName)),
        cell(customer.map(BilledCustomer::domain)),
        cell(customer.map(BilledCustomer::tenantId)),
        cell(entry.purchaseOrderNumber()),
        cell(references.flatMap(References::reference)),
        cell(references.flatMap(References::costCentre)),
        cell(bought.map(Particulars::unitPrice).map(Money::amount)),
        cell(term.map(Term::startsAt)),
        cell(term.map(Term::endsAt)),
        cell(bought.flatMap(Particulars::taxRate)),
        amounts.net().amount(),
        amounts.gross().amount(),
        cell(InvoiceJson.charge(entry)),
        cell(InvoiceJson.reason(entry)),
        invoice.type(),
        cell(invoice.chargedOn().flatMap(ChargedOn::number)),
        cell(invoice.chargedOn().map(ChargedOn::month)),
        line.taxMode());
  }

  private static <T> List<T> joined(List<T> first, List<T> then) {
    var all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }
}
