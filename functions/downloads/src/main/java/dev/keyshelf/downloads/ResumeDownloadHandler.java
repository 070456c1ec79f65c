package dev.keyshelf.downloads;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.download.ResumeDownload;
import dev.keyshelf.domain.download.ResumeDownload.Outcome;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Request;

/**
 * {@code GET HEAD /d/{token}/{download}}: the download's session. GET redirects to the bytes with a
 * newly signed URL. HEAD returns size and checksum. A GET that names {@code
 * application/octet-stream} in {@code Accept} first starts the download if the link does not know
 * it.
 */
public final class ResumeDownloadHandler extends LinkHandler {
  private final ResumeDownload resumeDownload;
  private final Fetches fetches;

  /** Creates the handler in Lambda, from its environment. */
  public ResumeDownloadHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ResumeDownloadHandler(Wiring wiring) {
    super(wiring.clock());
    this.resumeDownload =
        new ResumeDownload(
            wiring.downloadLinks(),
            wiring.entitlements(),
            wiring.artifactFiles(),
            wiring.verifications(),
            wiring.artifactUrls());
    this.fetches = new Fetches(wiring);
  }

  @Override
  Answer open(Request request) {
    var looks = request.method().equals("HEAD");
    if (!looks && request.accepts(Visitor.BYTES)) {
      return fetches.fetch(request);
    }
    var token = request.pathParameter("token");
    var download = request.pathParameter("download");
    var outcome =
        looks
            ? resumeDownload.look(token, download, request.receivedAt())
            : resumeDownload.resume(token, download, request.receivedAt());
    return switch (outcome) {
      case Outcome.Signed(var link, var url) -> SessionAnswers.bytesAt(url, link);
      case Outcome.Open(var link, _) -> SessionAnswers.sizeOf(link);
      case Outcome.Refused(var why) -> Refusals.answer(why, request);
    };
  }
}
