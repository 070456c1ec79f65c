package dev.keyshelf.downloads;

import dev.keyshelf.api.ApiHandler;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import java.time.Clock;

/**
 * The base of functions behind a secret URL. Every answer, also a refusal, keeps the secret from
 * caches, referrers and search engines. People get pages.
 */
abstract class LinkHandler extends ApiHandler {
  LinkHandler(Clock clock) {
    super(clock);
  }

  /** Replies to a request from anyone who has the link. */
  abstract Reply open(Request request);

  @Override
  protected final Reply answer(Request request) {
    return switch (open(request)) {
      case Answer answer -> Pages.guarded(answer);
      case Problem problem -> problem;
    };
  }

  @Override
  protected final Answer answerOf(Problem problem, Request request) {
    var told = Repeat.told(problem, request);
    return Pages.guarded(Refusals.answer(told, DeadEnd.of(told), request));
  }
}
