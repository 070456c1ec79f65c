package dev.keyshelf.downloads;

import dev.keyshelf.api.Spans;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.domain.download.StartDownload;
import dev.keyshelf.domain.download.StartDownload.Outcome;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Log;
import dev.keyshelf.http.Request;
import java.time.Duration;

/** Starts downloads, for the page's button and for programs that want the start as JSON. */
final class Starts {
  /** The number of starts of one link within a minute that hardly come from one person. */
  private static final int ALARMING = 10;

  private final StartDownload startDownload;

  Starts(Wiring wiring) {
    this.startDownload =
        new StartDownload(
            wiring.downloadLinks(),
            wiring.entitlements(),
            wiring.artifactFiles(),
            wiring.verifications());
  }

  Answer start(Request request, DownloadId id) {
    var token = request.pathParameter("token");
    var act = act(request);
    return switch (startDownload.start(token, id, act)) {
      case Outcome.Refused(var why) -> Refusals.answer(why, request);
      case Outcome.Started(var link, var download, var burst) -> {
        warnOf(burst, link, act);
        var session = "/d/%s/%s".formatted(token, download.id());
        yield request.accepts("application/json")
            ? Answer.ok(LinkJson.started(link, download, session))
            : DownloadCookie.kept(
                Answer.seeOther(session),
                request,
                download.id(),
                Duration.between(request.receivedAt(), download.sessionEndsAt()));
      }
    };
  }

  /** Returns the act of the link's holder who sends the request. */
  static Act act(Request request) {
    return new Act(
        new Actor.LinkHolder(request.sourceIp(), request.userAgent()),
        request.receivedAt(),
        request.requestId(),
        Spans.of(request));
  }

  static void warnOf(int burst, DownloadLink link, Act act) {
    if (burst >= ALARMING) {
      Log.metric(
          "link-burst",
          act.at(),
          "LinkStartsInAMinute",
          burst,
          line -> line.put("linkId", link.id().value()));
    }
  }
}
