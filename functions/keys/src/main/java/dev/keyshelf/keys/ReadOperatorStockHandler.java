package dev.keyshelf.keys;

import dev.keyshelf.api.OperatorCall;
import dev.keyshelf.api.OperatorRouteHandler;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.Positions;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.key.NamedPools;
import dev.keyshelf.domain.key.StockCount;
import dev.keyshelf.domain.key.StockCounts;
import dev.keyshelf.domain.key.Supply;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.stock.ShowStock;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Function;

/**
 * {@code GET /v1/operator/stock}, {@code /{pool}}, {@code /{pool}/batches/{batch}/customers} and
 * {@code /changes/{changeId}}: shows operators the last counts, a pool, who has the keys of a
 * batch, and the progress of a change.
 */
public final class ReadOperatorStockHandler extends OperatorRouteHandler {
  /** The time reserved for the answer. A pool that is too large to count has no counts. */
  private static final Duration RESERVE = Duration.ofSeconds(5);

  private static final Positions<String> PLACES =
      Positions.ofIds(Function.identity(), StockFields::after);

  private static final Comparator<StockCount> LOW_FIRST =
      Comparator.comparing(StockCount::isLow).reversed().thenComparing(StockCount::pool);

  private final ShowStock showStock;
  private final StockCounts counts;
  private final NamedPools pools;

  /** Creates the handler in Lambda, from its environment. */
  public ReadOperatorStockHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadOperatorStockHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog());
    this.showStock =
        new ShowStock(wiring.stock(), wiring.keyStocks(), wiring.customers(), wiring.activityLog());
    this.counts = wiring.stockCounts();
    this.pools = new NamedPools(wiring.catalogue());
  }

  @Override
  protected Reply answer(OperatorCall call) {
    var path = call.request().pathParameters();
    if (path.containsKey("batch")) {
      return customers(call);
    }
    Parameters.none(call.request());
    if (path.containsKey("pool")) {
      return pool(call.id("pool", StockFields::pool));
    }
    return path.containsKey("changeId")
        ? showStock
            .change(call.id("changeId", StockFields::after))
            .<Reply>map(StockJson::progress)
            .orElseGet(Problem::notFound)
        : Answer.ok(
            Paging.whole(counts.list().stream().sorted(LOW_FIRST).toList(), StockJson::count));
  }

  private Reply pool(String name) {
    var pool = showStock.pool(name, TimeLeft.atWork().less(RESERVE));
    return pool.isEmpty() && pools.find(name) instanceof NamedPools.Named.Nothing(var nearest)
        ? StockProblems.noSuchPool(name, nearest)
        : StockJson.pool(pool);
  }

  private Reply customers(OperatorCall call) {
    var batch =
        new Supply(call.id("pool", StockFields::pool), call.id("batch", StockFields::batch));
    var paging = Paging.of(call, Parameters.of(call.request()), PLACES, batch);
    if (!showStock.hasBatch(batch)) {
      return StockProblems.noSuchBatch(batch.pool());
    }
    var buyers = showStock.buyers(batch, paging.limit(), paging.after(), call.act());
    return Answer.ok(paging.page(buyers.buyers(), StockJson::buyer, buyers.next()));
  }
}
