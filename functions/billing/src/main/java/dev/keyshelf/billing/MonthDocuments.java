package dev.keyshelf.billing;

import dev.keyshelf.billing.InvoiceLayout.On;
import dev.keyshelf.domain.billing.ChargeDocuments;
import dev.keyshelf.domain.billing.ChargeDocuments.ChargedOn;
import dev.keyshelf.domain.billing.DocumentType;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.billing.Settlement;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The invoices and credit notes that the rows of a month's CSV are on.
 *
 * @param numbers by currency; empty in a preview
 */
record MonthDocuments(
    Month month,
    List<Settlement> settlements,
    Map<String, String> numbers,
    ChargeDocuments charges) {
  static MonthDocuments of(ReadInvoices reading, Month month) {
    var charges = reading.charges(month);
    return switch (month) {
      case Month.InProgress open ->
          new MonthDocuments(month, reading.preview(open), Map.of(), charges);
      case Month.Issued done -> {
        Map<String, String> numbers = new TreeMap<>();
        for (var invoice : done.invoices()) {
          numbers.put(invoice.currency().getCurrencyCode(), invoice.numberText());
        }
        var settlements = done.invoices().stream().map(Invoice::settlement).toList();
        yield new MonthDocuments(month, settlements, numbers, charges);
      }
    };
  }

  /** Returns the document of a currency, for a row that is no entry's. */
  On in(Currency currency) {
    return in(currency, Optional.empty());
  }

  /** Returns the document of an entry. */
  On of(LedgerEntry entry, InvoiceLayout layout) {
    return in(
        entry.amount().currency(), layout.namesCharges() ? charges.of(entry) : Optional.empty());
  }

  private On in(Currency currency, Optional<ChargedOn> chargedOn) {
    return new On(
        InvoiceJson.state(month),
        numbers.getOrDefault(currency.getCurrencyCode(), ""),
        month.month(),
        settlements.stream()
            .filter(each -> each.totals().currency().equals(currency))
            .map(Settlement::documentType)
            .findFirst()
            // An entry that is booked while a preview is written can be the first in its currency.
            .orElse(DocumentType.INVOICE),
        chargedOn);
  }
}
