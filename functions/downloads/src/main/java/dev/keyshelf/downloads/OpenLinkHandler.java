package dev.keyshelf.downloads;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.download.Download;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.domain.download.OpenLink;
import dev.keyshelf.domain.download.OpenLink.Outcome;
import dev.keyshelf.domain.download.Refusal;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET HEAD /d/{token}}, and {@code /d/{link+}} for what stood behind a link in a text: the
 * landing page, without any effect. A program that asks for the bytes is led on, to a URL with a
 * fresh download id: that one starts.
 */
public final class OpenLinkHandler extends LinkHandler {
  private final OpenLink openLink;
  private final Address address;

  /** For Lambda. */
  public OpenLinkHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public OpenLinkHandler(Wiring wiring) {
    super(wiring.clock());
    this.openLink = new OpenLink(wiring.downloadLinks(), wiring.entitlements());
    this.address = Address.of(wiring);
  }

  @Override
  Reply open(Request request) {
    var visitor = visitor(request);
    if (visitor == Visitor.FETCHER && isPartOfNoDownload(request)) {
      return Problem.of(
          ProblemCode.RANGE_NEEDS_SESSION,
          "A Range is for one download: send it to /d/{token}/{download}, with an id of your own.");
    }
    var token = LinkToken.leading(Address.written(request));
    var outcome = token.map(each -> openLink.open(each.text(), request.receivedAt()));
    return switch (outcome.orElseGet(Outcome.Unknown::new)) {
      case Outcome.Live(var link, var entitlement) ->
          ledOn(token.get(), visitor, request)
              .orElseGet(() -> shown(link, entitlement, token.get(), visitor, request));
      case Outcome.Dead(_, _, var why) ->
          ledOn(token.get(), visitor, request).orElseGet(() -> Refusals.answer(why, request));
      case Outcome.Unknown() -> Refusals.answer(Refusal.UNKNOWN, request);
    };
  }

  /** A HEAD has no effect and leads nowhere, whatever it would take. */
  private static Visitor visitor(Request request) {
    var visitor = Visitor.of(request);
    if (request.method().equals("HEAD")) {
      return visitor == Visitor.PERSON ? visitor : Visitor.PROGRAM;
    }
    request.requireAcceptable("text/html", "application/json", Visitor.BYTES);
    return visitor;
  }

  /** Each request for a part would else start a download of its own, for the same file. */
  private static boolean isPartOfNoDownload(Request request) {
    return request.header("range").isPresent() && DownloadCookie.of(request).isEmpty();
  }

  /**
   * Leads who asks for the bytes to a URL with a download's id, where repeating costs nothing, and
   * from a link with what stood behind it in a text to the link itself. Nothing is counted yet; a
   * dead link says so there.
   */
  private static Optional<Answer> ledOn(LinkToken token, Visitor visitor, Request request) {
    if (visitor == Visitor.FETCHER) {
      var id = DownloadCookie.of(request).orElseGet(DownloadId::next);
      return Optional.of(
          DownloadCookie.kept(
              Answer.seeOther(Address.path(token) + "/" + id), request, id, Download.SHORTEST));
    }
    return visitor != Visitor.LOST && !Address.written(request).equals(token.text())
        ? Optional.of(Answer.seeOther(Address.path(token)))
        : Optional.empty();
  }

  private Answer shown(
      DownloadLink link,
      Entitlement entitlement,
      LinkToken token,
      Visitor visitor,
      Request request) {
    return switch (visitor) {
      case PERSON -> page(link, entitlement, request);
      case LOST -> instead(address.of(token, request), request);
      case PROGRAM, FETCHER ->
          Answer.ok(LinkJson.landing(link, entitlement.purchase().productTitle()));
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

  /** What a program saves in the file's stead, if it saves what is refused. */
  private static Answer instead(String url, Request request) {
    var line = DownloadProgram.of(request).orElse(DownloadProgram.CURL);
    return new Answer(
        406,
        Map.of(),
        "text/plain; charset=utf-8",
        """
        %s

        # This text is not the file: the line above fetches it. Run it again if it fails: it goes on with
        # the same download, at no further count. A browser shows the link's page: %s
        """
            .formatted(line.line(url + "/" + DownloadId.next()), url));
  }
}
