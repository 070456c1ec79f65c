package dev.keyshelf.cancellations;

import dev.keyshelf.api.LineRefusal;
import dev.keyshelf.domain.cancellation.CancelOrder.Refusal;
import dev.keyshelf.domain.cancellation.Cancellation.Reason;
import dev.keyshelf.domain.cancellation.CancellationQuote;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import java.util.Optional;

/** Why nothing was cancelled, and how things stand instead. */
final class CancellationProblems {
  private CancellationProblems() {}

  /**
   * Returns the problem that says why an order is not cancelled.
   *
   * @param reason the canceller's
   */
  static Problem of(Refusal why, Reason reason) {
    return switch (why) {
      case Refusal.NoSuchOrder() -> Problem.notFound();
      case Refusal.NoSuchLine(var line) -> Selections.noSuchLine(line);
      case Refusal.NotCancellable(var quote, var line) ->
          // A support request to send comes with the quote.
          withQuote(LineRefusal.problem(line), quote, Optional.of(reason));
      case Refusal.QuoteOutdated(var now) -> quoteOutdated(now);
    };
  }

  /** Tells that what was agreed to is not what a cancel would do now. */
  private static Problem quoteOutdated(CancellationQuote now) {
    return withQuote(
        Problem.of(
            ProblemCode.QUOTE_OUTDATED,
            "The order or the day has moved since the quote. Cite the new one."),
        now,
        Optional.empty());
  }

  private static Problem withQuote(
      Problem problem, CancellationQuote quote, Optional<Reason> reason) {
    return problem.extendedWith(json -> json.set("quote", CancellationJson.quote(quote, reason)));
  }
}
