package dev.keyshelf.keys;

import dev.keyshelf.api.OperatorHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.stock.ShowStock;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Reply;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows an operator what a pool holds, or who has the keys of a batch; invoked with credentials of
 * AWS, without a route.
 */
public final class ShowStockHandler extends OperatorHandler {
  private static final Duration RESERVE = Duration.ofSeconds(5);
  private static final int PAGE = 100;

  private final ShowStock showStock;

  /** For Lambda. */
  public ShowStockHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ShowStockHandler(Wiring wiring) {
    super(wiring.clock());
    this.showStock =
        new ShowStock(wiring.stock(), wiring.keyStocks(), wiring.customers(), wiring.activityLog());
  }

  @Override
  protected Reply answer(Body event, String fingerprint, Instant now) {
    var said = StockFields.question(event, now);
    return said.batch()
        .<Reply>map(
            batch -> StockJson.buyers(showStock.buyers(batch, PAGE, said.after(), said.act())))
        .orElseGet(
            () -> StockJson.pool(showStock.pool(said.pool(), TimeLeft.atWork().less(RESERVE))));
  }
}
