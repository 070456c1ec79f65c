package dev.keyshelf.downloads;

import dev.keyshelf.api.ApiHandler;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Request;
import java.time.Clock;

/**
 * The edge of a function behind a secret URL: every answer of it, refusals too, keeps the secret
 * from caches, referrers and search engines, and a person gets a page.
 */
abstract class LinkHandler extends ApiHandler {
  LinkHandler(Clock clock) {
    super(clock);
  }

  /** Answers a request of whoever holds the link. */
  abstract Answer open(Request request);

  @Override
  protected final Answer answer(Request request) {
    return Pages.guarded(open(request));
  }

  @Override
  protected final Answer answerOf(Problem problem, Request request) {
    return Pages.guarded(Refusals.answer(problem, DeadEnd.of(problem), request));
  }
}
