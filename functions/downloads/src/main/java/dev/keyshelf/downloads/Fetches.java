package dev.keyshelf.downloads;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.FetchDownload;
import dev.keyshelf.domain.download.FetchDownload.Outcome;
import dev.keyshelf.domain.download.Refusal;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Request;
import java.time.Duration;

/** Requests for the bytes of a download by its id. The first request starts the download. */
final class Fetches {
  private final FetchDownload fetchDownload;
  private final Starts starts;

  Fetches(Wiring wiring) {
    this.fetchDownload =
        new FetchDownload(
            wiring.downloadLinks(),
            wiring.entitlements(),
            wiring.artifactFiles(),
            wiring.verifications(),
            wiring.artifactUrls());
    this.starts = new Starts(wiring);
  }

  /** Redirects to the bytes, or describes the start in JSON if {@code Accept} names that too. */
  Answer fetch(Request request) {
    var id = request.pathParameter("download");
    if (request.accepts("application/json")) {
      return DownloadId.parse(id)
          .map(each -> starts.start(request, each))
          .orElseGet(() -> Refusals.answer(Refusal.UNKNOWN, request));
    }
    var act = Starts.act(request);
    return switch (fetchDownload.fetch(request.pathParameter("token"), id, act)) {
      case Outcome.Refused(var why) -> Refusals.answer(why, request);
      case Outcome.Fetched(var link, var download, var url, var burst) -> {
        Starts.warnOf(burst, link, act);
        yield DownloadCookie.kept(
            SessionAnswers.bytesAt(url, link),
            request,
            download.id(),
            Duration.between(request.receivedAt(), download.sessionEndsAt()));
      }
    };
  }
}
