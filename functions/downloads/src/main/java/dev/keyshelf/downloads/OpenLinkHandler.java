package dev.keyshelf.downloads;

import dev.keyshelf.api.BoughtTitles;
import dev.keyshelf.api.Wording;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.download.Download;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.domain.download.OpenLink;
import dev.keyshelf.domain.download.OpenLink.Outcome;
import dev.keyshelf.domain.download.Refusal;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.order.Orders;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET HEAD /d/{token}}, and {@code /d/{link+}} for a link that was copied with text after
 * it: shows the landing page, without any effect. A program that asks for the bytes is redirected
 * to a URL with a new download id, which starts the download.
 */
public final class OpenLinkHandler extends LinkHandler {
  private final OpenLink openLink;
  private final Orders orders;
  private final Address address;

  /** Creates the handler in Lambda, from its environment. */
  public OpenLinkHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public OpenLinkHandler(Wiring wiring) {
    super(wiring.clock());
    this.openLink = new OpenLink(wiring.downloadLinks(), wiring.entitlements());
    this.orders = wiring.orders();
    this.address = Address.of(wiring);
  }

  @Override
  Reply open(Request request) {
    var visitor = visitor(request);
    if (visitor == Visitor.FETCHER && isPartOfNoDownload(request)) {
      return Problem.of(
          ProblemCode.RANGE_NEEDS_SESSION,
          "Send a request with Range to /d/{token}/{download}, with an id of your own.");
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

  /** Returns the visitor. A HEAD has no effect and never redirects, with any {@code Accept}. */
  private static Visitor visitor(Request request) {
    var visitor = Visitor.of(request);
    if (request.method().equals("HEAD")) {
      return visitor == Visitor.PERSON ? visitor : Visitor.PROGRAM;
    }
    request.requireAcceptable("text/html", "application/json", Visitor.BYTES);
    return visitor;
  }

  /** Tells whether a request for a part would start a separate download of the same file. */
  private static boolean isPartOfNoDownload(Request request) {
    return request.header("range").isPresent() && DownloadCookie.of(request).isEmpty();
  }

  /**
   * Redirects requests for the bytes to a URL with a download's id, where retries are not counted,
   * and redirects a link with text after it to the link itself. Nothing is counted yet. If the link
   * no longer works, the redirect's target says so.
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
    if (visitor == Visitor.LOST) {
      return instead(address.of(token, request), request);
    }
    var wording = Wording.of(request);
    var bought = BoughtTitles.of(orders, wording, List.of(entitlement)).of(entitlement);
    var product = wording.title(bought.productTitles());
    return visitor == Visitor.PERSON
        ? page(link, product, request)
        : wording.said(Answer.ok(LinkJson.landing(link, product)));
  }

  /** Shows the page. The cookie never outlives the session, so its download can be continued. */
  private static Answer page(DownloadLink link, String product, Request request) {
    var known = DownloadCookie.of(request);
    if (known.isPresent()) {
      return Pages.live(link, product, known.get(), request);
    }
    var id = DownloadId.next();
    return DownloadCookie.kept(
        Pages.live(link, product, id, request), request, id, Download.SHORTEST);
  }

  /** Refuses with a text that stays useful if a program saves it instead of the file. */
  private static Answer instead(String url, Request request) {
    var line = DownloadProgram.of(request).orElse(DownloadProgram.CURL);
    return new Answer(
        406,
        Map.of(),
        "text/plain; charset=utf-8",
        """
        %s

        # This text is not the file. The line above fetches it. Run it again if it fails: it continues
        # the same download and is not counted again. A browser shows the link's page: %s
        """
            .formatted(line.line(url + "/" + DownloadId.next()), url));
  }
}
