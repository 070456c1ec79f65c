package dev.keyshelf.documents;

import dev.keyshelf.api.BilledMonth;
import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.UnmadeDocument;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.documents.pdf.StatementPdf;
import dev.keyshelf.domain.billing.ReadBalance;
import dev.keyshelf.domain.billing.Statement;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.Parties;
import dev.keyshelf.domain.party.Seller;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Reply;
import java.util.function.Supplier;

/** {@code GET /v1/statements/{month}/pdf}: a statement of account as a PDF, which is not kept. */
public final class PrintStatementHandler extends PartnerHandler {
  private static final DocumentFormat PDF = DocumentFormat.PDF;

  private final ReadBalance reading;
  private final Parties parties;
  private final Supplier<Exports> exports;
  private final Rendering rendering;

  /** Renders a statement of account. */
  @FunctionalInterface
  interface Rendering {
    byte[] render(Statement statement, Seller seller, Buyer buyer);
  }

  /** Creates the handler in Lambda, from its environment. */
  public PrintStatementHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public PrintStatementHandler(Wiring wiring) {
    this(wiring, StatementPdf::render);
  }

  PrintStatementHandler(Wiring wiring, Rendering rendering) {
    super(wiring.clock(), wiring.activityLog(), Role.GLOBAL_ADMIN, Role.ACCOUNT_ADMIN);
    this.reading = new ReadBalance(wiring.invoices(), wiring.payments());
    this.parties = wiring.parties();
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
    Parameters.none(call.request());
    var seller = parties.seller();
    var buyer = parties.buyer(call.partner());
    if (seller.isEmpty() || buyer.isEmpty()) {
      return UnmadeDocument.lacks(Lack.ofParties(seller, buyer));
    }
    var statement = reading.statement(call.partner(), month, call.now());
    return Printed.of(
        exports,
        call,
        "statement-" + month,
        () -> rendering.render(statement, seller.get(), buyer.get()));
  }
}
