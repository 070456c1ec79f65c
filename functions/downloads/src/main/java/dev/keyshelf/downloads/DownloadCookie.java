package dev.keyshelf.downloads;

import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Request;
import java.time.Duration;
import java.util.Optional;

/**
 * What a browser, or a program that keeps cookies, remembers of a link: the id of its download. A
 * page that nobody may keep is made anew when a person goes Back to it or opens it again, and would
 * else start another download. It is kept no longer than that download's session can last, and sent
 * to its link only.
 */
final class DownloadCookie {
  private static final String NAME = "download";

  private DownloadCookie() {}

  static Optional<DownloadId> of(Request request) {
    return request.cookie(NAME).flatMap(DownloadId::parse);
  }

  static Answer kept(Answer answer, Request request, DownloadId id, Duration time) {
    return set(answer, request, id.value(), Math.max(0, time.toSeconds()));
  }

  static Answer forgotten(Answer answer, Request request) {
    return set(answer, request, "", 0);
  }

  private static Answer set(Answer answer, Request request, String value, long seconds) {
    return LinkToken.leading(Address.written(request))
        .map(
            token ->
                answer.withHeader(
                    "Set-Cookie",
                    "%s=%s; Path=%s; Max-Age=%s; Secure; HttpOnly; SameSite=Lax"
                        .formatted(NAME, value, Address.path(token), seconds)))
        .orElse(answer);
  }
}
