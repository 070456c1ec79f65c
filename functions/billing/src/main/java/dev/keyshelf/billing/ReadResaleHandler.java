package dev.keyshelf.billing;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.CsvAnswer;
import dev.keyshelf.api.FileAnswer;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Positions;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.UnmadeDocument;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.billing.InvoiceQuestion.Place;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.domain.resale.PriceLists;
import dev.keyshelf.domain.resale.ReadPriceList;
import dev.keyshelf.domain.resale.ReadRebilling;
import dev.keyshelf.domain.resale.ReadRebilling.Page;
import dev.keyshelf.domain.resale.ReadRebilling.Rebilling;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Csv;
import dev.keyshelf.http.IsoTime;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code GET /v1/resale/price-lists[/{priceListId}]} and {@code GET /v1/rebilling/{month}}: a
 * partner's price lists, and a month's entries at its prices.
 */
public final class ReadResaleHandler extends PartnerHandler {
  /** As many versions fit into an answer, each with as many prices as a list can have. */
  private static final int MOST_VERSIONS = 20;

  /** The list for all customers is the last, so no page ends there. */
  private static final Positions<PriceListId> LISTS =
      Positions.ofTimedIds(PriceListId::toString, PriceListId::parse);

  private static final Positions<LocalDate> DAYS =
      Positions.of(LocalDate::toString, IsoTime::parseDate, InvoiceQuestion::canBeBilled);

  private static final Lack NO_NUMBER =
      new Lack(
          "number",
          "is missing: Keyshelf does not number what a partner invoices, so it makes no e-invoices"
              + " of a rebilling");

  private final PriceLists lists;
  private final Customers customers;
  private final ReadInvoices invoices;
  private final ReadRebilling reading;
  private final Supplier<Exports> exports;

  /** Creates the handler in Lambda, from its environment. */
  public ReadResaleHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadResaleHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.GLOBAL_ADMIN, Role.ACCOUNT_ADMIN);
    this.lists = wiring.priceLists();
    this.customers = wiring.customers();
    this.invoices = new ReadInvoices(wiring.ledger(), wiring.invoices());
    this.reading = new ReadRebilling(invoices, lists, wiring.entitlements());
    this.exports = wiring::exports;
  }

  @Override
  protected String[] mediaTypes() {
    return InvoiceFiles.mediaTypes();
  }

  @Override
  protected Reply answer(Call call) {
    if (call.request().route().endsWith("{month}")) {
      return rebilling(call);
    }
    call.request().requireAcceptable("application/json");
    return call.request().route().endsWith("{priceListId}") ? versions(call) : list(call);
  }

  private Answer list(Call call) {
    var paging = Paging.of(call, Parameters.of(call.request()), LISTS);
    var page = lists.list(call.partner(), paging.limit(), paging.after());
    return Answer.ok(paging.page(page.lists(), PriceListJson::state, page.next()));
  }

  private Reply versions(Call call) {
    var id = call.id("priceListId", PriceListId::parse);
    var paging = Paging.of(call, Parameters.of(call.request()), DAYS, id);
    if (id.customer().filter(its -> customers.find(call.partner(), its).isEmpty()).isPresent()) {
      return Problem.notFound();
    }
    var limit = Math.min(paging.limit(), MOST_VERSIONS);
    var list = ReadPriceList.of(lists, call.partner(), id, limit, paging.after());
    var page = list.page();
    return Answer.ok(
        paging.addTo(
            PriceListJson.list(id, list.state()),
            "items",
            page.versions(),
            PriceListJson::version,
            page.next()));
  }

  private Reply rebilling(Call call) {
    var asked = RebillingQuestion.of(call);
    var format = InvoiceFiles.format(call.request());
    if (format.isPresent()) {
      return switch (format.get()) {
        case PDF -> FileAnswer.at(asked.pdf());
        case UBL -> UnmadeDocument.lacks(List.of(NO_NUMBER));
      };
    }
    var month = invoices.month(call.partner(), asked.month());
    var rebilling = reading.of(month, asked.wanted());
    return call.request().accepts(Csv.MEDIA_TYPE)
        ? table(call, asked, rebilling)
        : page(asked, rebilling);
  }

  private Answer table(Call call, RebillingQuestion asked, Rebilling rebilling) {
    var csv = RebillingCsv.kind(call.request());
    return CsvAnswer.of(
        exports.get(),
        call.partner(),
        csv,
        asked.fileName(csv),
        sink -> new RebillingCsv(csv, sink).write(invoices, rebilling));
  }

  private Answer page(RebillingQuestion asked, Rebilling rebilling) {
    var month = rebilling.month();
    var json = RebillingJson.month(month);
    var paging = asked.paging().within(place -> place.isOf(month));
    var after = paging.after().map(Place::entry);
    Page page;
    if (after.isEmpty()) {
      var first = rebilling.first(paging.limit());
      first.totals().ifPresent(totals -> json.set("totals", RebillingJson.totals(totals)));
      page = first.page();
    } else {
      page = rebilling.list(paging.limit(), after);
    }
    var charges = invoices.charges(month);
    return Answer.ok(
        paging.addTo(
            json,
            "entries",
            page.entries(),
            each -> RebillingJson.entry(each, charges.of(each.entry())),
            page.next().map(next -> new Place(InvoiceJson.state(month), next))));
  }
}
