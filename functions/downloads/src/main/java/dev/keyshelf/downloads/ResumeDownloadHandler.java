package dev.keyshelf.downloads;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.download.ResumeDownload;
import dev.keyshelf.domain.download.ResumeDownload.Outcome;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Request;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * {@code GET HEAD /d/{token}/{download}}: the download's session. GET leads to the bytes with a
 * freshly signed URL; HEAD tells size and checksum.
 */
public final class ResumeDownloadHandler extends LinkHandler {
  private final ResumeDownload resumeDownload;

  /** For Lambda. */
  public ResumeDownloadHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ResumeDownloadHandler(Wiring wiring) {
    super(wiring.clock());
    this.resumeDownload =
        new ResumeDownload(
            wiring.downloadLinks(),
            wiring.entitlements(),
            wiring.artifactFiles(),
            wiring.verifications(),
            wiring.artifactUrls());
  }

  @Override
  Answer open(Request request) {
    var token = request.pathParameter("token");
    var download = request.pathParameter("download");
    var outcome =
        request.method().equals("HEAD")
            ? resumeDownload.look(token, download, request.receivedAt())
            : resumeDownload.resume(token, download, request.receivedAt());
    return switch (outcome) {
      case Outcome.Signed(var link, var url) ->
          checksummed(Answer.temporaryRedirect(url.toString()), link.artifact().sha256());
      case Outcome.Open(var link, _) ->
          checksummed(
              new Answer(200, Map.of(), "application/octet-stream", "")
                  .withHeader("Content-Length", Long.toString(link.artifact().size()))
                  .withHeader("Accept-Ranges", "bytes"),
              link.artifact().sha256());
      case Outcome.Refused(var why) -> Refusals.answer(why, request);
    };
  }

  /** RFC 9530. */
  private static Answer checksummed(Answer answer, String sha256) {
    var digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
    return answer.withHeader("Repr-Digest", "sha-256=:" + digest + ":");
  }
}
