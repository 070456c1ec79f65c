package dev.keyshelf.downloads;

import dev.keyshelf.domain.download.Refusal;
import dev.keyshelf.http.Problem;

/**
 * Why a link or session does not work, as problems. A malformed token is answered as an unknown.
 */
final class Refusals {
  private Refusals() {}

  static Problem problem(Refusal refusal) {
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
          Problem.gone("link-revoked", "The link was revoked. Stop using what it gave.");
      case TERM_ENDED -> Problem.gone("term-ended", "The subscription's term is over.");
      case SESSION_OVER ->
          Problem.gone(
              "session-over", "This download's time is over. Start another one from its link.");
    };
  }
}
