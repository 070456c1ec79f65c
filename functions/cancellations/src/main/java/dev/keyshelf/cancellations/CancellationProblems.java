package dev.keyshelf.cancellations;

import dev.keyshelf.api.LineRefusal;
import dev.keyshelf.api.Wording;
import dev.keyshelf.domain.cancellation.CancelOrder.Refusal;
import dev.keyshelf.domain.cancellation.Cancellation.Reason;
import dev.keyshelf.domain.cancellation.CancellationQuote;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import java.util.Optional;

/** The problems of cancellations that were refused, with the current quote. */
final class CancellationProblems {
  private CancellationProblems() {}

  /**
   * Returns the problem that says why an order was not cancelled.
   *
   * @param reason why the caller wants to cancel
   */
  static Problem of(Refusal why, Reason reason, Wording wording) {
    return switch (why) {
      case Refusal.NoSuchOrder() -> Problem.notFound();
      case Refusal.NoSuchLine(var line) -> Selections.noSuchLine(line);
      case Refusal.NotCancellable(var quote, var line) ->
          // The quote contains the body of a support request, which needs the reason.
          withQuote(LineRefusal.problem(line), quote, Optional.of(reason), wording);
      case Refusal.QuoteOutdated(var now) -> quoteOutdated(now, wording);
    };
  }

  /** Returns the problem for a quote that no longer applies. */
  private static Problem quoteOutdated(CancellationQuote now, Wording wording) {
    return withQuote(
        Problem.of(
            ProblemCode.QUOTE_OUTDATED,
            "The order or the UTC day has changed since the quote. Cite the new one."),
        now,
        Optional.empty(),
        wording);
  }

  private static Problem withQuote(
      Problem problem, CancellationQuote quote, Optional<Reason> reason, Wording wording) {
    var shown = CancellationJson.quote(quote, reason, wording);
    return wording.said(problem.extendedWith(json -> json.set("quote", shown)));
  }
}
