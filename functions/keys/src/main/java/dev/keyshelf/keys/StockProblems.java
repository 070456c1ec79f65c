package dev.keyshelf.keys;

import dev.keyshelf.domain.stock.ChangeStock.Refusal;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import java.util.List;

/** Says to operators why a change of stock is refused, or what stock does not have. */
final class StockProblems {
  private StockProblems() {}

  /**
   * Returns the problem of a refused change.
   *
   * @param name what the caller calls the id of the change
   */
  static Problem of(Refusal why, String name) {
    return switch (why) {
      case Refusal.NoSuchPool(var pool, var nearest) -> noSuchPool(pool, nearest);
      case Refusal.NoSuchBatch(var pool, _) -> noSuchBatch(pool);
      case Refusal.UnnamedPool(var pool, var nearest) ->
          Problem.of(
              ProblemCode.NOT_FOUND,
              "No SKU of the current catalogue takes keys from the pool %s; the nearest: %s."
                  .formatted(pool, String.join(", ", nearest)));
      case Refusal.IdReused() ->
          Problem.of(
              ProblemCode.IDEMPOTENCY_KEY_REUSED,
              "The %s was used for another change.".formatted(name));
    };
  }

  static Problem noSuchPool(String pool, List<String> nearest) {
    return Problem.of(
        ProblemCode.NOT_FOUND,
        "No file of keys was imported into the pool %s, and no SKU names it; the nearest: %s."
            .formatted(pool, String.join(", ", nearest)));
  }

  /** Does not repeat the name of the batch, which could be a key by mistake. */
  static Problem noSuchBatch(String pool) {
    return Problem.of(
        ProblemCode.NOT_FOUND,
        "No file of this name was imported into the pool %s.".formatted(pool));
  }
}
