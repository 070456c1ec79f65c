package dev.keyshelf.billing;

import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.billing.TaxByLine;
import dev.keyshelf.http.Csv;
import dev.keyshelf.http.Request;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A month in CSV: a row for each credit carried over from earlier invoices, then one for each line
 * of each entry. Credits are negative, so that the gross of an invoice's rows adds up to the amount
 * due or carried over. Where tax is added, their amounts do not: those of lines are without it.
 *
 * @param layout the columns
 */
record InvoiceCsv(InvoiceLayout layout, Csv csv) {
  /** Returns the kind of file that a request asks for. */
  static InvoiceCsv of(Request request) {
    return request.accepts(Csv.MEDIA_TYPE, ReconciliationColumns.PROFILE)
        ? new InvoiceCsv(new ReconciliationColumns(), Csv.FOR_RECONCILIATION)
        : new InvoiceCsv(new InvoiceColumns(), Csv.of(request));
  }

  /** Returns the name of a file that holds what {@code name} says. */
  String fileName(String name) {
    return layout.name() + "-" + name + ".csv";
  }

  void write(
      ReadInvoices reading, Month month, Optional<Currency> currency, Consumer<String> sink) {
    var documents = MonthDocuments.of(reading, month);
    row(layout.columns(), sink);
    for (var settlement : documents.settlements()) {
      if (InvoiceJson.isOf(currency, settlement) && settlement.carriedIn().isNegative()) {
        var credit = settlement.carriedIn();
        layout
            .carriedIn(documents.in(credit.currency()), credit)
            .ifPresent(cells -> row(cells, sink));
      }
    }
    var taxes = new TaxByLine();
    reading.forEach(
        month,
        entry -> {
          if (currency.map(entry.amount().currency()::equals).orElse(true)) {
            var invoice = documents.of(entry, layout);
            for (var line : entry.lines()) {
              row(layout.line(invoice, entry, line, taxes.next(entry, line)), sink);
            }
          }
        });
  }

  private void row(List<?> cells, Consumer<String> sink) {
    sink.accept(csv.row(cells.toArray()));
  }
}
