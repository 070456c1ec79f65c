package dev.keyshelf.downloads;

import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.http.Answer;
import java.net.URI;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** The answers of a download's session while it is open. */
final class SessionAnswers {
  private SessionAnswers() {}

  static Answer bytesAt(URI url, DownloadLink link) {
    return checksummed(Answer.temporaryRedirect(url.toString()), link);
  }

  static Answer sizeOf(DownloadLink link) {
    return checksummed(
        new Answer(200, Map.of(), Visitor.BYTES, "")
            .withHeader("Content-Length", Long.toString(link.artifact().size()))
            .withHeader("Accept-Ranges", "bytes"),
        link);
  }

  /** Adds the file's SHA-256, as in RFC 9530. */
  private static Answer checksummed(Answer answer, DownloadLink link) {
    var digest =
        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(link.artifact().sha256()));
    return answer.withHeader("Repr-Digest", "sha-256=:" + digest + ":");
  }
}
