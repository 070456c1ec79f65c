package dev.keyshelf.keys;

import dev.keyshelf.api.OperatorInvocationHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.key.KeyMask;
import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.key.NamedPools;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.stock.ChangeStock;
import dev.keyshelf.domain.stock.ChangeStock.Done;
import dev.keyshelf.domain.stock.ChangeStock.Refused;
import dev.keyshelf.domain.stock.ChangeStock.Unfinished;
import dev.keyshelf.domain.stock.ShowStock;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Withdraws, moves, quarantines or releases keys in stock for an operator. It has no route: the
 * operator invokes it with AWS credentials. If the time runs out, it continues when the same event
 * is sent again.
 */
public final class ChangeStockHandler extends OperatorInvocationHandler {
  /** The time reserved for a last step, the end and the answer. */
  private static final Duration RESERVE = Duration.ofSeconds(10);

  private final ChangeStock changeStock;
  private final ShowStock showStock;
  private final Supplier<KeyVault> vault;
  private final KeyMask keyMask;

  /** Creates the handler in Lambda, from its environment. */
  public ChangeStockHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ChangeStockHandler(Wiring wiring) {
    super(wiring.clock());
    this.vault = wiring::keyVault;
    this.keyMask = wiring.keyMask();
    this.changeStock =
        new ChangeStock(
            wiring.stock(), new NamedPools(wiring.catalogue()), wiring.clock()::instant);
    this.showStock =
        new ShowStock(wiring.stock(), wiring.keyStocks(), wiring.customers(), wiring.activityLog());
  }

  @Override
  protected Reply answer(Body event, String fingerprint, Instant now) {
    var said = StockFields.change(event, fingerprint, now, vault, keyMask);
    return switch (changeStock.change(
        said.command(), said.act(), TimeLeft.atWork().less(RESERVE))) {
      case Done(var report, _) ->
          StockJson.done(said.command().id(), report, showStock.with(report.sold()));
      case Unfinished(var changed) -> StockJson.unfinished(said.command().id(), changed);
      case Refused(var why) -> StockProblems.of(why, "id");
    };
  }
}
