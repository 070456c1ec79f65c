package dev.keyshelf.billing;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.CsvAnswer;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.billing.Invoices;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Csv;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.Json;
import java.util.function.Supplier;

/** {@code GET /v1/invoices[/{month}]}: the invoices, and a month with its charges and credits. */
public final class ReadInvoicesHandler extends PartnerHandler {
  private final Invoices invoices;
  private final ReadInvoices reading;
  private final Supplier<Exports> exports;

  /** For Lambda. */
  public ReadInvoicesHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ReadInvoicesHandler(Wiring wiring) {
    super(
        wiring.clock(),
        wiring.activityLog(),
        Role.ADMIN_AGENT,
        Role.GLOBAL_ADMIN,
        Role.ACCOUNT_ADMIN);
    this.invoices = wiring.invoices();
    this.reading = new ReadInvoices(wiring.ledger(), wiring.invoices());
    this.exports = wiring::exports;
  }

  @Override
  protected String[] mediaTypes() {
    return new String[] {"application/json", Csv.MEDIA_TYPE};
  }

  @Override
  protected Answer answer(Call call) {
    if (!call.request().route().endsWith("{month}")) {
      return list(call);
    }
    var asked = InvoiceQuestion.of(call);
    var month = reading.month(call.partner(), asked.month());
    return call.request().accepts(Csv.MEDIA_TYPE)
        ? CsvAnswer.of(
            exports.get(),
            call.partner(),
            asked.fileName(),
            sink -> InvoiceCsv.write(reading, month, asked.currency(), sink))
        : page(call, asked, month);
  }

  private Answer list(Call call) {
    call.request().allowQuery("limit", "cursor");
    call.request().requireAcceptable("application/json");
    var route = call.request().route();
    var after = Cursor.read(call.request(), route).map(InvoiceQuestion::position);
    var page = invoices.list(call.partner(), call.limit(), after);
    var json = Json.object();
    var items = json.putArray("items");
    page.invoices().forEach(invoice -> items.add(InvoiceJson.issued(invoice)));
    page.next()
        .ifPresent(
            next -> json.put("next", Cursor.write(next.month() + " " + next.currency(), route)));
    return Answer.ok(json);
  }

  private Answer page(Call call, InvoiceQuestion asked, Month month) {
    var query = asked.query(InvoiceJson.state(month));
    var after = Cursor.read(call.request(), query).map(asked::place);
    var page = reading.list(month, asked.currency(), call.limit(), after);
    var json = InvoiceJson.month(month);
    if (after.isEmpty()) {
      json.set("invoices", InvoiceJson.invoices(reading, month, asked.currency()));
    }
    var entries = json.putArray("entries");
    page.entries().forEach(entry -> entries.add(InvoiceJson.entry(entry)));
    page.next().ifPresent(next -> json.put("next", Cursor.write(next, query)));
    return Answer.ok(json);
  }
}
