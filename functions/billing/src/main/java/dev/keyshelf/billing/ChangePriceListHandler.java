package dev.keyshelf.billing;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.resale.ChangePriceList;
import dev.keyshelf.domain.resale.ChangePriceList.Changed;
import dev.keyshelf.domain.resale.ChangePriceList.Refusal;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import java.time.YearMonth;

/**
 * {@code POST /v1/resale/price-lists/{priceListId}/versions[/{validFrom}/removal]}: sets or removes
 * a version of a price list.
 */
public final class ChangePriceListHandler extends PartnerHandler {
  private final ChangePriceList changePriceList;

  /** Creates the handler in Lambda, from its environment. */
  public ChangePriceListHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ChangePriceListHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.GLOBAL_ADMIN, Role.ACCOUNT_ADMIN);
    this.changePriceList =
        new ChangePriceList(
            wiring.customers(),
            wiring.invoices(),
            wiring.priceLists(),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.once((Changed changed) -> Answer.ok(PriceListJson.changed(changed)));
    var wanted = PriceListBody.wanted(call);
    return Stored.reply(
        changePriceList.change(wanted, call.act(), once), ChangePriceListHandler::problem);
  }

  private static Problem problem(Refusal why) {
    return switch (why) {
      case Refusal.NoSuchCustomer() -> Problem.notFound();
      case Refusal.NoSuchVersion() -> Problem.notFound();
      case Refusal.Outdated(var revision) -> outdated(revision);
      case Refusal.MonthIssued(var firstOpen) -> monthIssued(firstOpen);
    };
  }

  private static Problem outdated(long revision) {
    var detail = "The price list was changed. Its revision is %s now.".formatted(revision);
    return Problem.of(ProblemCode.PRICE_LIST_CHANGED, detail)
        .with(Fault.at("/expectedRevision", "must be " + revision));
  }

  private static Problem monthIssued(YearMonth firstOpen) {
    var day = firstOpen.atDay(1);
    var detail = "The months before %s are invoiced, so what they rebill stays.".formatted(day);
    return Problem.of(ProblemCode.MONTH_ISSUED, detail)
        .with(Fault.at("/validFrom", "must be %s or later".formatted(day)));
  }
}
