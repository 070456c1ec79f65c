package dev.keyshelf.billing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.billing.Settlement;
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
  static ArrayNode invoices(ReadInvoices reading, Month month, Optional<Currency> currency) {
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
              .forEach(each -> invoices.add(issued(each)));
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

  private static ObjectNode amounts(ObjectNode json, String state, Settlement settlement) {
    var totals = settlement.totals();
    json.put("state", state)
        .put("currency", totals.currency().getCurrencyCode())
        .put("charges", totals.charges())
        .put("credits", totals.credits());
    json.set("charged", Wire.money(totals.charged()));
    json.set("chargedTax", Wire.money(totals.chargedTax()));
    json.set("credited", Wire.money(totals.credited()));
    json.set("creditedTax", Wire.money(totals.creditedTax()));
    json.set("net", Wire.money(totals.net()));
    json.set("tax", Wire.money(totals.tax()));
    json.set("carriedIn", Wire.money(settlement.carriedIn()));
    json.set("due", Wire.money(settlement.due()));
    json.set("carriedOut", Wire.money(settlement.carriedOut()));
    return json;
  }

  static String kind(LedgerEntry entry) {
    return switch (entry) {
      case LedgerEntry.Charge _ -> "CHARGE";
      case LedgerEntry.CreditNote _ -> "CREDIT_NOTE";
    };
  }

  static ObjectNode entry(LedgerEntry entry) {
    var json =
        Json.object()
            .put("id", entry.id())
            .put("kind", kind(entry))
            .put("at", entry.at().toString())
            .put("customerId", entry.customer().value())
            .put("orderId", entry.order().value());
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
      each.put("terms", line.terms()).put("explanation", line.explanation());
    }
    return json;
  }
}
