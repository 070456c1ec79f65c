package dev.keyshelf.billing;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.CsvAnswer;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Csv;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /v1/documents/{number+}}: an issued invoice or credit note, by its number. */
public final class ReadDocumentHandler extends PartnerHandler {
  private final ReadInvoices reading;
  private final InvoiceFiles files;
  private final Supplier<Exports> exports;

  /** Creates the handler in Lambda, from its environment. */
  public ReadDocumentHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadDocumentHandler(Wiring wiring) {
    super(
        wiring.clock(),
        wiring.activityLog(),
        Role.ADMIN_AGENT,
        Role.GLOBAL_ADMIN,
        Role.ACCOUNT_ADMIN);
    this.reading = new ReadInvoices(wiring.ledger(), wiring.invoices());
    this.files = new InvoiceFiles(wiring.documents(), wiring::documentFiles);
    this.exports = wiring::exports;
  }

  @Override
  protected String[] mediaTypes() {
    return InvoiceFiles.mediaTypes();
  }

  @Override
  protected Reply answer(Call call) {
    var number = call.request().pathParameter("number");
    Parameters.none(call.request());
    var found = reading.find(call.partner(), number);
    if (found.isEmpty()) {
      return Problem.notFound();
    }
    var invoice = found.get();
    var format = InvoiceFiles.format(call.request());
    if (format.isPresent()) {
      return files.reply(invoice, format.get());
    }
    return call.request().accepts(Csv.MEDIA_TYPE)
        ? table(invoice, InvoiceCsv.of(call.request()))
        : Answer.ok(files.addTo(InvoiceJson.document(invoice), "files", invoice));
  }

  private Answer table(Invoice invoice, InvoiceCsv csv) {
    var month = reading.month(invoice.partner(), invoice.month());
    return CsvAnswer.of(
        exports.get(),
        invoice.partner(),
        csv.csv(),
        csv.fileName(invoice.numberText().replace('/', '-')),
        sink -> csv.write(reading, month, Optional.of(invoice.currency()), sink));
  }
}
