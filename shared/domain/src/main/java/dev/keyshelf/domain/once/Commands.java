package dev.keyshelf.domain.once;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs a command at most once per idempotency key, even if its request is retried or sent several
 * times at the same time.
 *
 * <ol>
 *   <li>Looks up the idempotency record. If it is of the same request, its answer is replayed. If
 *       it is of another request, the command is refused.
 *   <li>Lets the use case decide.
 *   <li>Before a refusal, or an answer that writes nothing, looks the record up again: the same
 *       request, sent twice, may have committed meanwhile and caused it. If there is a record now,
 *       the use case decides once more.
 *   <li>Otherwise commits. The decision's transaction writes the record.
 *   <li>Starts again if the commit is {@link Commit#STALE}.
 * </ol>
 *
 * <p>A refusal writes no record, so its key can be used again. A use case may also commit for a
 * repeated request, for example to log that keys were shown again.
 */
public final class Commands {
  private final IdempotencyRecords records;

  /** Looks up earlier requests in these records. The transaction of each decision writes them. */
  public Commands(IdempotencyRecords records) {
    this.records = records;
  }

  /**
   * Runs a command, and looks its idempotency record up before each decision.
   *
   * @param decide reads the current state and decides; called again on each attempt
   * @throws UnavailableException if every attempt was stale, or a store does not answer
   */
  public <R> Told<StoredAnswer, R> run(
      Once<?> once, Instant now, Supplier<Decision<StoredAnswer, R>> decide) {
    return runOnFacts(
        once,
        now,
        () ->
            records
                .repeat(once, now)
                .<Decision<StoredAnswer, R>>map(Decision::of)
                .orElseGet(decide));
  }

  /**
   * Runs a command whose {@code decide} reads the idempotency record together with its other data.
   * This saves one round trip.
   *
   * @param decide reads the state and the record, decides, and must itself detect a repeated
   *     request or a reused key; called again on each attempt
   * @throws UnavailableException if every attempt was stale, or a store does not answer
   */
  public <V, R> Told<V, R> runOnFacts(Once<?> once, Instant now, Supplier<Decision<V, R>> decide) {
    var run = new Run<V, R>(once, now);
    return Attempts.until(() -> run.carryOut(decide.get()));
  }

  private final class Run<V, R> {
    private final Once<?> once;
    private final Instant now;
    private boolean foundRecord;

    Run(Once<?> once, Instant now) {
      this.once = once;
      this.now = now;
    }

    /** Returns the outcome, or empty if the command must be decided again. */
    Optional<Told<V, R>> carryOut(Decision<V, R> decision) {
      return switch (decision) {
        case Decision.Refuse<V, R>(var why) -> unlessRecorded(new Told.Refused<>(why));
        case Decision.Keep<V, R>(var value) -> unlessRecorded(new Told.Done<>(value, false));
        case Decision.Do<V, R>(var transaction, var value, var repeated) ->
            transaction.get() == Commit.DONE
                ? Optional.of(new Told.Done<>(value.get(), repeated))
                : Optional.empty();
        case Decision.Replay<V, R>(var value) -> Optional.of(new Told.Done<>(value, true));
        case Decision.Reuse<V, R>() -> Optional.of(new Told.KeyReused<>());
        case Decision.ReadAgain<V, R>() -> Optional.empty();
      };
    }

    /**
     * Returns the outcome, or empty if a record has appeared since the decision. It returns empty
     * for this at most once per command, because the next decision has seen the record. Without
     * that limit, a repeated request that is still refused would be decided again without end. An
     * example is a repeated request for keys whose purchase was cancelled meanwhile.
     */
    private Optional<Told<V, R>> unlessRecorded(Told<V, R> told) {
      if (!foundRecord && records.find(once.key(), now).isPresent()) {
        foundRecord = true;
        return Optional.empty();
      }
      return Optional.of(told);
    }
  }
}
