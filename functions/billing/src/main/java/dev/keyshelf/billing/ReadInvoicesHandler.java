package dev.keyshelf.billing;

import dev.keyshelf.api.BilledMonth;
import dev.keyshelf.api.Call;
import dev.keyshelf.api.CsvAnswer;
import dev.keyshelf.api.FileAnswer;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.UnmadeDocument;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.billing.InvoiceQuestion.Place;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.Invoices;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Csv;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Reply;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /v1/invoices[/{month}]}: lists invoices, or reads a month with all its entries. */
public final class ReadInvoicesHandler extends PartnerHandler {
  /** As JSON, so many rows fit into an answer, with up to 200 invoices. */
  private static final int MOST_ROWS_OF_TAX = 10_000;

  private final Invoices invoices;
  private final ReadInvoices reading;
  private final InvoiceFiles files;
  private final Supplier<Exports> exports;

  /** Creates the handler in Lambda, from its environment. */
  public ReadInvoicesHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadInvoicesHandler(Wiring wiring) {
    super(
        wiring.clock(),
        wiring.activityLog(),
        Role.ADMIN_AGENT,
        Role.GLOBAL_ADMIN,
        Role.ACCOUNT_ADMIN);
    this.invoices = wiring.invoices();
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
    if (!call.request().route().endsWith("{month}")) {
      return list(call);
    }
    var asked = InvoiceQuestion.of(call);
    var month = reading.month(call.partner(), asked.month());
    var format = InvoiceFiles.format(call.request());
    if (format.isPresent()) {
      return rendered(asked, month, format.get());
    }
    return call.request().accepts(Csv.MEDIA_TYPE)
        ? table(call, asked, month, InvoiceCsv.of(call.request()))
        : page(asked, month);
  }

  private Reply rendered(InvoiceQuestion asked, Month month, DocumentFormat format) {
    return switch (month) {
      case Month.Issued issued ->
          files.reply(
              BilledMonth.document(issued.invoices(), Invoice::currency, asked.currency()), format);
      case Month.InProgress _ ->
          switch (format) {
            case PDF -> FileAnswer.at(asked.previewPath());
            case UBL -> UnmadeDocument.lacks(List.of(InvoiceFiles.NOT_ISSUED));
          };
    };
  }

  private Answer table(Call call, InvoiceQuestion asked, Month month, InvoiceCsv csv) {
    return CsvAnswer.of(
        exports.get(),
        call.partner(),
        csv.csv(),
        csv.fileName(asked.name()),
        sink -> csv.write(reading, month, asked.currency(), sink));
  }

  private Answer list(Call call) {
    call.request().requireAcceptable("application/json");
    var paging = Paging.of(call, Parameters.of(call.request()), InvoiceQuestion.INVOICES);
    var page =
        invoices
            .list(call.partner(), paging.limit(), paging.after())
            .withTaxesUpTo(MOST_ROWS_OF_TAX);
    return Answer.ok(paging.page(page.invoices(), InvoiceJson::issued, page.next()));
  }

  private Answer page(InvoiceQuestion asked, Month month) {
    var json = InvoiceJson.month(month);
    var paging = asked.paging().within(place -> place.isOf(month));
    var after = paging.after().map(Place::entry);
    var charges = reading.charges(month);
    var page = reading.list(month, asked.currency(), paging.limit(), after);
    if (after.isEmpty()) {
      json.set("invoices", InvoiceJson.invoices(reading, month, asked.currency(), files));
    }
    return Answer.ok(
        paging.addTo(
            json,
            "entries",
            page.entries(),
            entry -> InvoiceJson.entry(entry, charges.of(entry)),
            page.next().map(next -> new Place(InvoiceJson.state(month), next))));
  }
}
