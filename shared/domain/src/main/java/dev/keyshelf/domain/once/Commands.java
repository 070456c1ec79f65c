package dev.keyshelf.domain.once;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Carries out a command once, however often its request arrives and however many times at once.
 *
 * <p>Look for the record under the request's key; decide; look again before a refusal, since what
 * stands in the way may be this very request, sent twice and committed meanwhile; commit with the
 * record; and start again when what was read has changed before the commit.
 */
public final class Commands {
  private final IdempotencyRecords records;

  /** Keeps what was done in these records. */
  public Commands(IdempotencyRecords records) {
    this.records = records;
  }

  /**
   * Runs a command whose facts do not tell whether it was made before.
   *
   * @param decide reads what the command is decided by, and decides
   * @throws UnavailableException when what was read kept changing, or a store does not answer
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
   * Runs a command whose facts bring the record under its key with them: one journey to the store
   * less.
   *
   * @param decide reads the facts and decides; a request that was made before is its to see
   * @throws UnavailableException when what was read kept changing, or a store does not answer
   */
  public <V, R> Told<V, R> runOnFacts(Once<?> once, Instant now, Supplier<Decision<V, R>> decide) {
    var run = new Run<V, R>(once, now);
    return Attempts.until(() -> run.carriedOut(decide.get()));
  }

  private final class Run<V, R> {
    private final Once<?> once;
    private final Instant now;
    private boolean lookedAgain;

    Run(Once<?> once, Instant now) {
      this.once = once;
      this.now = now;
    }

    /** Gives what is told; empty when it is to be decided again. */
    Optional<Told<V, R>> carriedOut(Decision<V, R> decision) {
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

    /** Once only: what is decided anew with the record in sight, such as a shut gate, stands. */
    private Optional<Told<V, R>> unlessRecorded(Told<V, R> told) {
      if (!lookedAgain && records.find(once.key(), now).isPresent()) {
        lookedAgain = true;
        return Optional.empty();
      }
      return Optional.of(told);
    }
  }
}
