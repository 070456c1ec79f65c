package dev.keyshelf.documents;

import dev.keyshelf.api.BilledMonth;
import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.UnmadeDocument;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.documents.pdf.ChargesPdf;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.resale.ComposeCharges;
import dev.keyshelf.domain.resale.ComposeCharges.Composed;
import dev.keyshelf.domain.resale.ReadRebilling;
import dev.keyshelf.domain.resale.StatementOfCharges;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@code GET /v1/rebilling/{month}/pdf}: a customer's statement of charges as a PDF, which is not
 * kept.
 */
public final class PrintChargesHandler extends PartnerHandler {
  private static final DocumentFormat PDF = DocumentFormat.PDF;

  private final ReadInvoices reading;
  private final ComposeCharges composing;
  private final Supplier<Exports> exports;
  private final Function<StatementOfCharges, byte[]> rendering;

  /** Creates the handler in Lambda, from its environment. */
  public PrintChargesHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public PrintChargesHandler(Wiring wiring) {
    this(wiring, ChargesPdf::render);
  }

  PrintChargesHandler(Wiring wiring, Function<StatementOfCharges, byte[]> rendering) {
    super(wiring.clock(), wiring.activityLog(), Role.GLOBAL_ADMIN, Role.ACCOUNT_ADMIN);
    this.reading = new ReadInvoices(wiring.ledger(), wiring.invoices());
    this.composing =
        new ComposeCharges(
            new ReadRebilling(reading, wiring.priceLists(), wiring.entitlements()),
            wiring.customers(),
            wiring.parties());
    this.exports = wiring::exports;
    this.rendering = rendering;
  }

  @Override
  protected String[] mediaTypes() {
    return new String[] {PDF.mediaType()};
  }

  @Override
  protected Reply answer(Call call) {
    var month = BilledMonth.of(call);
    var parameters = Parameters.of(call.request());
    var customer = parameters.required("customerId", "the id of a customer", CustomerId::parse);
    var currency = BilledMonth.currency(parameters);
    parameters.done();
    var billed = reading.month(call.partner(), month);
    return switch (composing.compose(billed, customer.orElseThrow(), currency)) {
      case Composed.NoSuchCustomer() -> Problem.notFound();
      case Composed.Incomplete(var lacks) -> UnmadeDocument.lacks(lacks);
      case Composed.Statements(var statements) ->
          print(call, BilledMonth.document(statements, StatementOfCharges::currency, currency));
    };
  }

  private Reply print(Call call, StatementOfCharges statement) {
    var name =
        "charges-%s-%s-%s".formatted(statement.month(), statement.customer(), statement.currency());
    return Printed.of(exports, call, name, () -> rendering.apply(statement));
  }
}
