package dev.keyshelf.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Wire;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.billing.Ledger;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.MonthStatement;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Optional;

/** {@code GET /v1/invoices/{month}}: the charges and credits of a month, with its totals. */
public final class ReadInvoicesHandler extends PartnerHandler {
  private final Ledger ledger;

  /** For Lambda. */
  public ReadInvoicesHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ReadInvoicesHandler(Wiring wiring) {
    super(wiring.clock(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN, Role.ACCOUNT_ADMIN);
    this.ledger = wiring.ledger();
  }

  @Override
  protected Answer answer(Call call) {
    call.request().allowQuery();
    var month = call.id("month", ReadInvoicesHandler::month);
    return Answer.ok(json(MonthStatement.of(ledger, call.partner(), month)));
  }

  private static Optional<YearMonth> month(String text) {
    if (!text.matches("[2-9][0-9]{3}-[01][0-9]")) {
      return Optional.empty();
    }
    try {
      return Optional.of(YearMonth.parse(text));
    } catch (DateTimeException _) {
      throw new ProblemException(Problem.notFound());
    }
  }

  private static ObjectNode json(MonthStatement statement) {
    var json = Json.object().put("month", statement.month().toString());
    var totals = json.putArray("totals");
    for (var total : statement.totals()) {
      var each = totals.addObject();
      each.set("charged", Wire.money(total.charged()));
      each.set("credited", Wire.money(total.credited()));
      each.set("net", Wire.money(total.net()));
    }
    var entries = json.putArray("entries");
    statement.entries().forEach(entry -> entries.add(json(entry)));
    return json;
  }

  private static ObjectNode json(LedgerEntry entry) {
    var kind =
        switch (entry) {
          case LedgerEntry.Charge _ -> "CHARGE";
          case LedgerEntry.CreditNote _ -> "CREDIT_NOTE";
        };
    var json =
        Json.object()
            .put("id", entry.id())
            .put("kind", kind)
            .put("at", entry.at().toString())
            .put("customerId", entry.customer().value())
            .put("orderId", entry.order().value());
    json.set("amount", Wire.money(entry.amount()));
    json.set("tax", Wire.money(entry.tax()));
    var lines = json.putArray("lines");
    for (var line : entry.lines()) {
      var each =
          lines
              .addObject()
              .put("line", line.line())
              .put("skuId", line.sku().value())
              .put("title", line.title())
              .put("quantity", line.quantity());
      each.set("amount", Wire.money(line.amount()));
      each.set("tax", Wire.money(line.tax()));
      each.put("explanation", line.explanation());
    }
    return json;
  }
}
