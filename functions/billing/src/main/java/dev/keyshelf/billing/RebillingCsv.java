package dev.keyshelf.billing;

import dev.keyshelf.billing.InvoiceLayout.On;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.billing.TaxByLine;
import dev.keyshelf.domain.resale.ReadRebilling.Rebilling;
import dev.keyshelf.domain.resale.Rebilled;
import dev.keyshelf.http.Csv;
import dev.keyshelf.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A month's rebilling in CSV: one row for each line of each entry. For the partner itself, the
 * columns of resale come first, so that they keep their places when the invoice's columns after
 * them get more. For its customers, there are {@link CustomerColumns}.
 *
 * @param sink takes the rows
 */
record RebillingCsv(Csv csv, Consumer<String> sink) {
  private static final List<String> OWN = List.of("resaleUnitPrice", "resaleAmount", "resaleBasis");

  private static final InvoiceLayout COLUMNS = new InvoiceColumns();

  /** Returns the kind of file that a request asks for. */
  static Csv kind(Request request) {
    return request.accepts(Csv.MEDIA_TYPE, CustomerColumns.PROFILE)
        ? Csv.FOR_CUSTOMERS
        : Csv.of(request);
  }

  void write(ReadInvoices reading, Rebilling rebilling) {
    if (csv == Csv.FOR_CUSTOMERS) {
      writeForCustomers(rebilling);
    } else {
      writeForPartner(reading, rebilling);
    }
  }

  private void writeForCustomers(Rebilling rebilling) {
    row(CustomerColumns.NAMES, List.of());
    rebilling.forEach(
        each -> {
          var lines = each.entry().lines();
          for (int i = 0; i < lines.size(); i++) {
            var resale = each.lines().get(i);
            row(
                CustomerColumns.cells(rebilling.month(), each.entry(), lines.get(i), resale),
                List.of());
          }
        });
  }

  private void writeForPartner(ReadInvoices reading, Rebilling rebilling) {
    var documents = MonthDocuments.of(reading, rebilling.month());
    row(OWN, COLUMNS.columns());
    var taxes = new TaxByLine();
    rebilling.forEachEntry(
        (entry, rebilled) -> {
          // The tax of a line depends on all lines before it, of all customers.
          var amounts = entry.lines().stream().map(line -> taxes.next(entry, line)).toList();
          rebilled.ifPresent(each -> write(each, amounts, documents.of(entry, COLUMNS)));
        });
  }

  private void write(Rebilled each, List<TaxByLine.Amounts> amounts, On on) {
    var lines = each.entry().lines();
    for (int i = 0; i < lines.size(); i++) {
      var resale = each.lines().get(i);
      row(
          List.of(
              resale.unitPrice().amount(),
              InvoiceLayout.signed(each.entry(), resale.amount()),
              resale.basis()),
          COLUMNS.line(on, each.entry(), lines.get(i), amounts.get(i)));
    }
  }

  private void row(List<?> own, List<?> ofInvoice) {
    var cells = new ArrayList<Object>(own);
    cells.addAll(ofInvoice);
    sink.accept(csv.row(cells.toArray()));
  }
}
