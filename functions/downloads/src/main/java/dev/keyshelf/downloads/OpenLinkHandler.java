package dev.keyshelf.downloads;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.download.Download;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.domain.download.OpenLink;
import dev.keyshelf.domain.download.OpenLink.Outcome;
import dev.keyshelf.domain.download.Refusal;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;

/**
 * {@code GET HEAD /d/{token}}: the landing page, without any effect. The one exception: a GET that
 * names {@code application/octet-stream} in {@code Accept} starts a download, for one-line curl.
 */
public final class OpenLinkHandler extends LinkHandler {
  private static final String BYTES = "application/octet-stream";

  private final OpenLink openLink;
  private final Starts starts;

  /** For Lambda. */
  public OpenLinkHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public OpenLinkHandler(Wiring wiring) {
    super(wiring.clock());
    this.openLink = new OpenLink(wiring.downloadLinks(), wiring.entitlements());
    this.starts = new Starts(wiring);
  }

  @Override
  Reply open(Request request) {
    if (request.method().equals("GET") && request.accepts(BYTES)) {
      return startForProgram(request);
    }
    return switch (openLink.open(request.pathParameter("token"), request.receivedAt())) {
      case Outcome.Live(var link, var entitlement) ->
          request.accepts("text/html")
              ? page(link, entitlement, request)
              : Answer.ok(LinkJson.landing(link, entitlement.purchase().productTitle()));
      case Outcome.Dead(_, _, var why) -> Refusals.answer(why, request);
      case Outcome.Unknown() -> Refusals.answer(Refusal.UNKNOWN, request);
    };
  }

  /** The shortest session outlasts the cookie: a remembered download can always be gone on with. */
  private static Answer page(DownloadLink link, Entitlement entitlement, Request request) {
    var known = DownloadCookie.of(request);
    if (known.isPresent()) {
      return Pages.live(link, entitlement, known.get(), request);
    }
    var id = DownloadId.next();
    return DownloadCookie.kept(
        Pages.live(link, entitlement, id, request), request, id, Download.SHORTEST);
  }

  /** A resumed transfer goes to its session: a Range here would count again for the same bytes. */
  private Reply startForProgram(Request request) {
    if (request.header("range").isPresent()) {
      return Problem.of(
          ProblemCode.RANGE_NEEDS_SESSION,
          "A Range is for the download's session: /d/{token}/{download}, where a start leads.");
    }
    return starts.start(request, DownloadId.next());
  }
}
