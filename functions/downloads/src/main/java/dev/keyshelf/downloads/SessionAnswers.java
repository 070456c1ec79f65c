package dev.keyshelf.downloads;

import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.http.Answer;
import java.net.URI;
import java.util.Map;

/** The answers of a download's session while it is open. */
final class SessionAnswers {
  private SessionAnswers() {}

  static Answer bytesAt(URI url, DownloadLink link) {
    return Answer.temporaryRedirect(url.toString()).withDigest(link.artifact().sha256());
  }

  static Answer sizeOf(DownloadLink link) {
    return new Answer(200, Map.of(), Visitor.BYTES, "")
        .withHeader("Content-Length", Long.toString(link.artifact().size()))
        .withHeader("Accept-Ranges", "bytes")
        .withDigest(link.artifact().sha256());
  }
}
