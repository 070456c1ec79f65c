package dev.keyshelf.keys;

import dev.keyshelf.api.OperatorHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.key.KeyMask;
import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.key.NamedPools;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.stock.ChangeStock;
import dev.keyshelf.domain.stock.ChangeStock.Done;
import dev.keyshelf.domain.stock.ChangeStock.Refusal;
import dev.keyshelf.domain.stock.ChangeStock.Refused;
import dev.keyshelf.domain.stock.ChangeStock.Unfinished;
import dev.keyshelf.domain.stock.ShowStock;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Withdraws, moves, quarantines or releases keys in stock for an operator, who invokes it with
 * credentials of AWS: it has no route. What does not fit into one run goes on when the same event
 * is sent again.
 */
public final class ChangeStockHandler extends OperatorHandler {
  /** What a last step, the end and the answer need. */
  private static final Duration RESERVE = Duration.ofSeconds(10);

  private final ChangeStock changeStock;
  private final ShowStock showStock;
  private final Supplier<KeyVault> vault;
  private final KeyMask keyMask;

  /** For Lambda. */
  public ChangeStockHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
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
      case Done(var report) ->
          StockJson.done(said.command().id(), report, showStock.with(report.sold()));
      case Unfinished(var changed) -> StockJson.unfinished(said.command().id(), changed);
      case Refused(var why) -> problem(why);
    };
  }

  private static Problem problem(Refusal why) {
    return switch (why) {
      case Refusal.NoSuchPool(var pool, var nearest) ->
          Problem.of(
              ProblemCode.NOT_FOUND,
              "No file of keys was imported into the pool %s, and no SKU names it; the nearest: %s."
                  .formatted(pool, String.join(", ", nearest)));
      case Refusal.NoSuchBatch(var pool, var batch) ->
          Problem.of(
              ProblemCode.NOT_FOUND,
              "No file %s.csv was imported into the pool %s.".formatted(batch, pool));
      case Refusal.UnnamedPool(var pool, var nearest) ->
          Problem.of(
              ProblemCode.NOT_FOUND,
              "No SKU of the current catalogue takes keys from the pool %s; the nearest: %s."
                  .formatted(pool, String.join(", ", nearest)));
      case Refusal.IdReused() ->
          Problem.of(
              ProblemCode.IDEMPOTENCY_KEY_REUSED, "Something else was asked for under this id.");
    };
  }
}
