package dev.keyshelf.keys;

import dev.keyshelf.api.OperatorCall;
import dev.keyshelf.api.OperatorRouteHandler;
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
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Hash;
import dev.keyshelf.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * {@code POST /v1/operator/stock/changes}: withdraws, moves, quarantines or releases keys in stock.
 * If the time runs out, it continues when the same request is sent again.
 */
public final class ChangeStockAsOperatorHandler extends OperatorRouteHandler {
  /** The time reserved for a last step, the end and the answer. */
  private static final Duration RESERVE = Duration.ofSeconds(10);

  private static final int LENGTH_OF_ID = 32;

  private final ChangeStock changeStock;
  private final ShowStock showStock;
  private final Supplier<KeyVault> vault;
  private final KeyMask keyMask;

  /** Creates the handler in Lambda, from its environment. */
  public ChangeStockAsOperatorHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ChangeStockAsOperatorHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog());
    this.vault = wiring::keyVault;
    this.keyMask = wiring.keyMask();
    this.changeStock =
        new ChangeStock(
            wiring.stock(), new NamedPools(wiring.catalogue()), wiring.clock()::instant);
    this.showStock =
        new ShowStock(wiring.stock(), wiring.keyStocks(), wiring.customers(), wiring.activityLog());
  }

  @Override
  protected Reply answer(OperatorCall call) {
    var id = idOf(call.idempotencyKey().key());
    var body = Body.of(call.request());
    var command = StockFields.command(body, id, call.fingerprint(), vault, keyMask);
    return switch (changeStock.change(command, call.act(), TimeLeft.atWork().less(RESERVE))) {
      case Done(var report, var isRepeated) ->
          repeated(StockJson.changed(id, report, showStock.with(report.sold())), isRepeated);
      case Unfinished(var changed) -> StockJson.begun(id, changed);
      case Refused(var why) -> StockProblems.of(why, "Idempotency-Key");
    };
  }

  private static Answer repeated(Answer answer, boolean isRepeated) {
    return isRepeated ? answer.withHeader("Idempotent-Replayed", "true") : answer;
  }

  /** A change is kept longer than an answer, so its id comes from the key of its request. */
  private static String idOf(String key) {
    return Hash.sha256(key.getBytes(StandardCharsets.UTF_8)).substring(0, LENGTH_OF_ID);
  }
}
