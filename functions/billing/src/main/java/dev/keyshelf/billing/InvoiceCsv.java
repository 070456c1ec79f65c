package dev.keyshelf.billing;

import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.billing.Settlement;
import dev.keyshelf.http.Csv;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A month in CSV: a row for each credit that is carried in, then one for each line of each entry.
 * Credits are negative, so that the amounts of an invoice add up to what is due or carried on.
 */
final class InvoiceCsv {
  private static final Object[] COLUMNS = {
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
    "explanation"
  };

  private final Csv csv;
  private final Month month;
  private final Map<String, String> numbers;

  private InvoiceCsv(Csv csv, Month month, Map<String, String> numbers) {
    this.csv = csv;
    this.month = month;
    this.numbers = numbers;
  }

  static void write(
      ReadInvoices reading,
      Month month,
      Optional<Currency> currency,
      Csv csv,
      Consumer<String> sink) {
    Map<String, String> numbers = new TreeMap<>();
    var settlements =
        switch (month) {
          case Month.InProgress open -> reading.preview(open);
          case Month.Issued done -> {
            for (var invoice : done.invoices()) {
              numbers.put(invoice.currency().getCurrencyCode(), invoice.numberText());
            }
            yield done.invoices().stream().map(Invoice::settlement).toList();
          }
        };
    new InvoiceCsv(csv, month, numbers).write(reading, settlements, currency, sink);
  }

  private void write(
      ReadInvoices reading,
      List<Settlement> settlements,
      Optional<Currency> currency,
      Consumer<String> sink) {
    sink.accept(csv.row(COLUMNS));
    for (var settlement : settlements) {
      if (InvoiceJson.isOf(currency, settlement) && settlement.carriedIn().isNegative()) {
        sink.accept(carriedIn(settlement));
      }
    }
    reading.forEach(
        month,
        entry -> {
          if (currency.map(entry.amount().currency()::equals).orElse(true)) {
            entry.lines().forEach(line -> sink.accept(line(entry, line)));
          }
        });
  }

  private String carriedIn(Settlement settlement) {
    var carried = settlement.carriedIn();
    var code = carried.currency().getCurrencyCode();
    return csv.row(
        InvoiceJson.state(month),
        numbers.getOrDefault(code, ""),
        month.month(),
        code,
        "CARRIED_IN",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        carried.amount(),
        "",
        "",
        "");
  }

  private String line(LedgerEntry entry, LedgerLine line) {
    var code = line.amount().currency().getCurrencyCode();
    var isCredit = entry instanceof LedgerEntry.CreditNote;
    return csv.row(
        InvoiceJson.state(month),
        numbers.getOrDefault(code, ""),
        month.month(),
        code,
        InvoiceJson.kind(entry),
        entry.id(),
        entry.at(),
        entry.customer(),
        entry.order(),
        line.line(),
        line.sku(),
        line.title(),
        line.quantity(),
        (isCredit ? line.amount().negated() : line.amount()).amount(),
        (isCredit ? line.tax().negated() : line.tax()).amount(),
        line.terms(),
        line.explanation());
  }
}
