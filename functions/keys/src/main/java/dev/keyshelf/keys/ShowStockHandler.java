package dev.keyshelf.keys;

import dev.keyshelf.api.OperatorInvocationHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.key.StockCounts;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.stock.ShowStock;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Reply;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows an operator what a pool holds, or who has the keys of a batch. It has no route: the
 * operator invokes it with AWS credentials.
 */
public final class ShowStockHandler extends OperatorInvocationHandler {
  private static final Duration RESERVE = Duration.ofSeconds(5);
  private static final int PAGE = 100;

  private final ShowStock showStock;
  private final StockCounts counts;

  /** Creates the handler in Lambda, from its environment. */
  public ShowStockHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ShowStockHandler(Wiring wiring) {
    super(wiring.clock());
    this.showStock =
        new ShowStock(wiring.stock(), wiring.keyStocks(), wiring.customers(), wiring.activityLog());
    this.counts = wiring.stockCounts();
  }

  @Override
  protected Reply answer(Body event, String fingerprint, Instant now) {
    return StockFields.question(event, now)
        .map(this::answer)
        .orElseGet(() -> StockJson.counts(counts.list()));
  }

  private Reply answer(StockFields.Question said) {
    return said.batch()
        .<Reply>map(
            batch -> StockJson.buyers(showStock.buyers(batch, PAGE, said.after(), said.act())))
        .orElseGet(
            () -> StockJson.pool(showStock.pool(said.pool(), TimeLeft.atWork().less(RESERVE))));
  }
}
