package dev.keyshelf.downloads;

import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Request;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie with the id of a link's download, for browsers and programs that keep cookies. The
 * page is not cached. Without the cookie, a person who goes back to it or opens it again would get
 * a new id and so start another download. The cookie lives no longer than the download's session
 * can last, and is sent only to its link.
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
