package dev.keyshelf.downloads;

import dev.keyshelf.domain.download.Download;
import dev.keyshelf.domain.download.Refusal;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Request;

/**
 * Answers for links and sessions that do not work: a page for people, a problem for programs. A
 * malformed token is answered like an unknown one.
 */
final class Refusals {
  private Refusals() {}

  static Answer answer(Refusal why, Request request) {
    return answer(problem(why), DeadEnd.of(why), request);
  }

  static Answer answer(Problem problem, DeadEnd end, Request request) {
    var answer = problem.toAnswer(request.requestId());
    if (Visitor.of(request) != Visitor.PERSON) {
      return end.isOfADownload() ? DownloadCookie.forgotten(answer, request) : answer;
    }
    var page = Pages.dead(answer.status(), end, request);
    for (var header : problem.headers().entrySet()) {
      page = page.withHeader(header.getKey(), header.getValue());
    }
    return end.isOfADownload() ? DownloadCookie.forgotten(page, request) : page;
  }

  private static Problem problem(Refusal refusal) {
    return switch (refusal) {
      case UNKNOWN ->
          Problem.of(
              ProblemCode.LINK_UNKNOWN, "There is no such link, or it has no such download.");
      case EXPIRED ->
          Problem.of(
              ProblemCode.LINK_EXPIRED, "The link has expired. Ask its sender for another one.");
      case EXHAUSTED ->
          Problem.of(
              ProblemCode.LINK_EXHAUSTED,
              "All downloads of the link were used. Ask its sender for another one.");
      case REVOKED ->
          Problem.of(
              ProblemCode.LINK_REVOKED,
              "The link was revoked. Ask its sender for another one if you need the file.");
      case CANCELLED ->
          Problem.of(
              ProblemCode.LINK_REVOKED,
              "The link's purchase was cancelled. Stop using the software.");
      case TERM_ENDED -> Problem.of(ProblemCode.TERM_ENDED, "The subscription's term is over.");
      case SESSION_OVER ->
          Problem.of(
              ProblemCode.SESSION_OVER,
              "This download's session is over. Start another one from its link, with another id.");
      case SIGNED_OUT ->
          Problem.of(
              ProblemCode.SESSION_OVER,
              "This download's URL was signed "
                  + Download.MOST_SIGNATURES
                  + " times, which is the limit. Start another one from its link, with another id."
                  + " The bytes that you already have stay valid: continue from there with Range.");
      case FILE_UNVERIFIED ->
          Problem.of(
              ProblemCode.FILE_UNVERIFIED,
              "The link's file is not verified: it is still being compared with its SHA-256, or it"
                  + " was replaced. Nothing was counted. Try again in a few minutes. If the problem"
                  + " remains, ask the link's sender for another one.");
    };
  }
}
