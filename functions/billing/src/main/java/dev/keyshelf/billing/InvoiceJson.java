package dev.keyshelf.billing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.billing.ChargeDocuments.ChargedOn;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.Particulars;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.billing.Settlement;
import dev.keyshelf.domain.billing.Totals;
import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.http.Json;
import java.util.Currency;
import java.util.Optional;

/** Invoices, previews and ledger entries in JSON. */
final class InvoiceJson {
  static final String PREVIEW = "PREVIEW";
  static final String ISSUED = "ISSUED";

  private InvoiceJson() {}

  static String state(Month month) {
    return switch (month) {
      case Month.InProgress _ -> PREVIEW;
      case Month.Issued _ -> ISSUED;
    };
  }

  static ObjectNode month(Month month) {
    return Json.object().put("month", month.month().toString()).put("state", state(month));
  }

  /** Writes the month's invoices, as issued or as they would be now. */
  static ArrayNode invoices(
      ReadInvoices reading, Month month, Optional<Currency> currency, InvoiceFiles files) {
    var invoices = Json.object().putArray("invoices");
    switch (month) {
      case Month.InProgress open ->
          reading.preview(open).stream()
              .filter(each -> isOf(currency, each))
              .forEach(
                  each ->
                      invoices.add(
                          amounts(
                              Json.object().put("month", open.month().toString()), PREVIEW, each)));
      case Month.Issued done ->
          done.invoices().stream()
              .filter(each -> isOf(currency, each.settlement()))
              .forEach(each -> invoices.add(files.addTo(issued(each), "documents", each)));
    }
    return invoices;
  }

  static boolean isOf(Optional<Currency> currency, Settlement settlement) {
    return currency.map(settlement.totals().currency()::equals).orElse(true);
  }

  static ObjectNode issued(Invoice invoice) {
    var json =
        Json.object()
            .put("month", invoice.month().toString())
            .put("number", invoice.numberText())
            .put("issuedAt", invoice.issuedAt().toString());
    return amounts(json, ISSUED, invoice.settlement());
  }

  /** Writes what an issued document is, without its amounts. */
  static ObjectNode document(Invoice invoice) {
    return Json.object()
        .put("number", invoice.numberText())
        .put("type", invoice.documentType().name())
        .put("month", invoice.month().toString())
        .put("currency", invoice.currency().getCurrencyCode())
        .put("state", ISSUED)
        .put("issuedAt", invoice.issuedAt().toString());
  }

  private static ObjectNode amounts(ObjectNode json, String state, Settlement settlement) {
    var totals = settlement.totals();
    json.put("state", state)
        .put("documentType", settlement.documentType().name())
        .put("currency", totals.currency().getCurrencyCode())
        .put("charges", totals.charges())
        .put("credits", totals.credits());
    json.set("charged", Wire.money(totals.charged()));
    json.set("chargedTax", Wire.money(totals.chargedTax()));
    json.set("credited", Wire.money(totals.credited()));
    json.set("creditedTax", Wire.money(totals.creditedTax()));
    json.set("net", Wire.money(totals.net()));
    json.set("tax", Wire.money(totals.tax()));
    addTaxes(json, totals);
    json.set("carriedIn", Wire.money(settlement.carriedIn()));
    json.set("due", Wire.money(settlement.due()));
    json.set("carriedOut", Wire.money(settlement.carriedOut()));
    return json;
  }

  private static void addTaxes(ObjectNode json, Totals totals) {
    var sums = json.putObject("totals");
    addSum(sums, totals.beforeTax(), totals.gross());
    var taxes = json.putArray("taxes");
    for (var each : totals.taxes()) {
      var tax = taxes.addObject().put("mode", each.mode().name());
      each.rate().ifPresent(rate -> tax.put("rate", rate.toPlainString()));
      addSum(tax, each.net(), each.gross());
    }
  }

  private static void addSum(ObjectNode json, Money net, Money gross) {
    json.set("net", Wire.money(net));
    json.set("tax", Wire.money(gross.minus(net)));
    json.set("gross", Wire.money(gross));
  }

  static String kind(LedgerEntry entry) {
    return switch (entry) {
      case LedgerEntry.Charge _ -> "CHARGE";
      case LedgerEntry.CreditNote _ -> "CREDIT_NOTE";
    };
  }

  /**
   * Writes an entry.
   *
   * @param chargedOn the document with the charge of a credit
   */
  static ObjectNode entry(LedgerEntry entry, Optional<ChargedOn> chargedOn) {
    var json =
        Json.object()
            .put("id", entry.id())
            .put("kind", kind(entry))
            .put("at", entry.at().toString())
            .put("customerId", entry.customer().value())
            .put("orderId", entry.order().value());
    entry
        .billedTo()
        .ifPresent(
            customer ->
                json.put("customerName", customer.companyName())
                    .put("customerDomain", customer.domain())
                    .put("customerTenantId", customer.tenantId()));
    entry.purchaseOrderNumber().ifPresent(number -> json.put("purchaseOrderNumber", number));
    charge(entry).ifPresent(id -> json.put("chargeId", id));
    chargedOn.flatMap(ChargedOn::number).ifPresent(number -> json.put("chargeInvoice", number));
    chargedOn.ifPresent(on -> json.put("chargeInvoiceMonth", on.month().toString()));
    reason(entry).ifPresent(why -> json.put("reason", why));
    json.set("amount", Wire.money(entry.amount()));
    json.set("tax", Wire.money(entry.tax()));
    var lines = json.putArray("lines");
    for (var line : entry.lines()) {
      var each =
          lines
              .addObject()
              .put("line", line.line())
              .put("skuId", line.sku().value())
              .put("title", line.title())
              .put("quantity", line.quantity());
      each.set("amount", Wire.money(line.amount()));
      each.set("tax", Wire.money(line.tax()));
      each.set("net", Wire.money(line.net()));
      if (line.taxMode() != TaxMode.ADDED) {
        // Tax that is added is that of the invoice's sum, which no line knows.
        each.set("gross", Wire.money(line.amount()));
      }
      each.put("taxMode", line.taxMode().name());
      each.put("terms", line.terms()).put("explanation", line.explanation());
      line.particulars().ifPresent(bought -> add(each, bought));
    }
    return json;
  }

  private static void add(ObjectNode line, Particulars bought) {
    line.put("productId", bought.product().value());
    line.set("unitPrice", Wire.money(bought.unitPrice()));
    bought.taxRate().ifPresent(rate -> line.put("taxRate", rate.toPlainString()));
    bought
        .term()
        .ifPresent(
            term ->
                line.put("termStartsAt", term.startsAt().toString())
                    .put("termEndsAt", term.endsAt().toString()));
    Wire.references(line, bought.references());
  }

  /** Returns the id of the charge that a credit undoes, as far as it is known. */
  static Optional<String> charge(LedgerEntry entry) {
    return switch (entry) {
      case LedgerEntry.Charge _ -> Optional.empty();
      case LedgerEntry.CreditNote note -> note.charge();
    };
  }

  /** Returns the reason of a cancellation, as far as it is known. */
  static Optional<String> reason(LedgerEntry entry) {
    return switch (entry) {
      case LedgerEntry.Charge _ -> Optional.empty();
      case LedgerEntry.CreditNote note -> note.reason();
    };
  }
}
