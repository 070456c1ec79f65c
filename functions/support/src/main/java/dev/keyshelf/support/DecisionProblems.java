package dev.keyshelf.support;

import dev.keyshelf.api.LineRefusal;
import dev.keyshelf.domain.support.DecideSupportRequest.Refusal;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;

/** Converts the reason why an operator's answer or decision was refused to a problem. */
final class DecisionProblems {
  private DecisionProblems() {}

  static Problem of(Refusal why) {
    return switch (why) {
      case Refusal.NoSuchRequest() -> Problem.notFound();
      case Refusal.Closed() -> SupportProblems.closed();
      case Refusal.GrantedBefore(var decision) ->
          Problem.of(
              ProblemCode.ALREADY_GRANTED,
              "It was granted at %s, with credit note %s."
                  .formatted(decision.at(), decision.grant().orElseThrow().creditNote()));
      case Refusal.NamesNoOrder() -> SupportProblems.namesNoOrder();
      case Refusal.QuoteOutdated() ->
          Problem.of(
              ProblemCode.QUOTE_OUTDATED,
              "The credit of the grant has changed since the quote. Get another quote.");
      case Refusal.NoSuchLine(var line) -> SupportProblems.noSuchLine(line);
      case Refusal.NotCancellable(var line) -> LineRefusal.problem(line);
    };
  }
}
