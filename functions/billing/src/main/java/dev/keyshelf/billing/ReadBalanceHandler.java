package dev.keyshelf.billing;

import dev.keyshelf.api.BilledMonth;
import dev.keyshelf.api.Call;
import dev.keyshelf.api.FileAnswer;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.billing.ReadBalance;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Csv;
import dev.keyshelf.http.Parameters;

/** {@code GET /v1/balance} and {@code GET /v1/statements/{month}}: what a partner owes, and why. */
public final class ReadBalanceHandler extends PartnerHandler {
  private final ReadBalance reading;

  /** Creates the handler in Lambda, from its environment. */
  public ReadBalanceHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadBalanceHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.GLOBAL_ADMIN, Role.ACCOUNT_ADMIN);
    this.reading = new ReadBalance(wiring.invoices(), wiring.payments());
  }

  @Override
  protected String[] mediaTypes() {
    return new String[] {"application/json", Csv.MEDIA_TYPE, DocumentFormat.PDF.mediaType()};
  }

  @Override
  protected Answer answer(Call call) {
    if (!call.request().route().endsWith("{month}")) {
      call.request().requireAcceptable("application/json");
      Parameters.none(call.request());
      return Answer.ok(StatementJson.balances(reading.balances(call.partner())));
    }
    var month = BilledMonth.of(call);
    Parameters.none(call.request());
    if (call.request().accepts(DocumentFormat.PDF.mediaType())) {
      return FileAnswer.at("/v1/statements/" + month + "/pdf");
    }
    var statement = reading.statement(call.partner(), month, call.now());
    return call.request().accepts(Csv.MEDIA_TYPE)
        ? StatementCsv.answer(statement, Csv.of(call.request()))
        : Answer.ok(StatementJson.statement(statement));
  }
}
