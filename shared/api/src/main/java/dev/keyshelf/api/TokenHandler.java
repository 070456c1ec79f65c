package dev.keyshelf.api;

import dev.keyshelf.http.Answer;
import dev.keyshelf.http.EntityTag;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import java.time.Clock;
import java.util.function.Supplier;

/** What the edges of functions for callers with a token share. */
abstract class TokenHandler extends ApiHandler {
  TokenHandler(Clock clock) {
    super(clock);
  }

  /** Returns the media types of its answers. The client's {@code Accept} chooses among them. */
  protected String[] mediaTypes() {
    return new String[] {"application/json"};
  }

  /**
   * Replies in one of the media types, with an entity tag and what caches need. Bad input becomes
   * its problem.
   */
  final Reply represented(Request request, Supplier<Reply> reply) {
    try {
      request.requireAcceptable(mediaTypes());
      return switch (reply.get()) {
        case Answer answer -> validated(varied(answer), request);
        case Problem refusal -> refusal;
      };
    } catch (ProblemException badInput) {
      return badInput.problem();
    }
  }

  private static Answer validated(Answer answer, Request request) {
    if (answer.headers().containsKey("Cache-Control")) {
      return EntityTag.validated(answer, request);
    }
    return EntityTag.validated(answer.withHeader("Cache-Control", "private, no-cache"), request);
  }

  private Answer varied(Answer answer) {
    return mediaTypes().length > 1 ? answer.withHeader("Vary", "Accept") : answer;
  }
}
