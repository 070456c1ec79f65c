package dev.keyshelf.downloads;

import dev.keyshelf.domain.download.Refusal;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Request;

/**
 * Why a link or session does not work: a page for a person, a problem for a program. A malformed
 * token is answered as an unknown.
 */
final class Refusals {
  private Refusals() {}

  static Answer answer(Refusal why, Request request) {
    return answer(problem(why), DeadEnd.of(why), request);
  }

  static Answer answer(Problem problem, DeadEnd end, Request request) {
    var answer = problem.toAnswer(request.requestId());
    if (!request.accepts("text/html")) {
      return answer;
    }
    var page = Pages.dead(answer.status(), end, request);
    for (var header : problem.headers().entrySet()) {
      page = page.withHeader(header.getKey(), header.getValue());
    }
    return end == DeadEnd.SESSION_OVER ? DownloadCookie.forgotten(page, request) : page;
  }

  private static Problem problem(Refusal refusal) {
    return switch (refusal) {
      case UNKNOWN ->
          Problem.of(404, "link-unknown", "There is no such link, or it knows no such download.");
      case EXPIRED ->
          Problem.gone("link-expired", "The link's time is over. Ask its sender for another one.");
      case EXHAUSTED ->
          Problem.gone(
              "link-exhausted",
              "All downloads of the link were used. Ask its sender for another one.");
      case REVOKED ->
          Problem.gone(
              "link-revoked",
              "The link was revoked. Ask its sender for another one if you need the file.");
      case CANCELLED ->
          Problem.gone(
              "link-revoked", "The link's purchase was cancelled. Stop using what it gave.");
      case TERM_ENDED -> Problem.gone("term-ended", "The subscription's term is over.");
      case SESSION_OVER ->
          Problem.gone(
              "session-over", "This download's time is over. Start another one from its link.");
    };
  }
}
