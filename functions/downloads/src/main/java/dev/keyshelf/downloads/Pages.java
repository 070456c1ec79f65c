package dev.keyshelf.downloads;

import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Hash;
import dev.keyshelf.http.Html;
import dev.keyshelf.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;

/** The pages for people who open a link: plain HTML in the person's language, without scripts. */
final class Pages {
  /** The name of the form's only field: the id of the download that the button starts. */
  static final String FIELD = "download";

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--faint:#555;--line:#d5d5d5;\
      --fill:#0b57a4;--on:#fff}
      @media(prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#171717;--faint:#b0b0b0;\
      --line:#3c3c3c;--fill:#8ab8ee;--on:#10151c}}
      body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:2.5rem 1rem;\
      color:var(--ink);background:var(--paper)}
      h1{font-size:1.6rem;line-height:1.25;margin:0 0 1.5rem;overflow-wrap:anywhere}
      dl{margin:0 0 1.5rem;border-top:1px solid var(--line)}
      dl div{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.5rem 0;\
      border-bottom:1px solid var(--line)}
      dt{flex:0 0 11rem;color:var(--faint)}
      dd{flex:1 1 18rem;min-width:0;margin:0;overflow-wrap:anywhere}
      :lang(ko){word-break:keep-all}
      code{font:.9rem/1.5 ui-monospace,monospace}
      .note{color:var(--faint);font-size:.9rem}
      button,.go{display:inline-block;font:inherit;font-weight:600;padding:.6rem 1.6rem;\
      border:1px solid var(--fill);border-radius:.3rem;color:var(--on);background:var(--fill);text-decoration:none;\
      cursor:pointer}
      :focus-visible{outline:3px solid var(--ink);outline-offset:3px}
      """;

  /**
   * Allows the style by its hash. {@code form-action} is not restricted, because the start
   * redirects to the bucket and browsers apply it to redirects too. The page has an empty icon,
   * because a browser's request of {@code /favicon.ico} would be refused and reported as an error.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; img-src data:; style-src"
          + " 'sha256-"
          + Base64.getEncoder()
              .encodeToString(
                  HexFormat.of().parseHex(Hash.sha256(STYLE.getBytes(StandardCharsets.UTF_8))))
          + "'";

  private Pages() {}

  /** Adds the headers of every answer under a secret URL. */
  static Answer guarded(Answer answer) {
    return answer
        .notStored()
        .withHeader("Vary", "Accept, Accept-Language, User-Agent")
        .withHeader("Referrer-Policy", "no-referrer")
        .withHeader("X-Robots-Tag", "noindex, nofollow")
        .withHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
  }

  /** Returns the landing page: the link's file, and the button that starts a download. */
  static Answer live(DownloadLink link, String product, DownloadId id, Request request) {
    var in = Language.of(request);
    var artifact = link.artifact();
    var rows =
        row(in, "live.file", Html.name(artifact.fileName()))
            + row(in, "live.version", Html.name(artifact.version()))
            + row(in, "live.language", Html.name(in.nameOf(artifact.language())))
            + row(in, "live.type", Html.name(artifact.fileType()))
            + row(in, "live.size", Html.text(in.size(artifact.size())))
            + row(in, "live.sha256", "<code>" + Html.text(artifact.sha256()) + "</code>")
            + row(in, "live.until", until(in, link, request))
            + row(
                in,
                "live.left",
                Html.text(in.text("left", in.number(link.usesLeft()), in.number(link.limit()))));
    return page(
        200,
        in,
        in.text("live.title", product),
        """
        <h1>%s</h1>
        <dl>
        %s</dl>
        %s
        <p class="note">%s</p>
        """
            .formatted(
                Html.name(product),
                rows,
                form(in.text("live.button"), id),
                Html.text(in.text("live.note"))));
  }

  /** Returns the page for a refused download: why it was refused, what to do next, and where. */
  static Answer dead(int status, DeadEnd why, Request request) {
    var in = Language.of(request);
    return page(
        status,
        in,
        in.text(why.text("title")),
        """
        <h1>%s</h1>
        <p>%s</p>
        <p>%s</p>
        %s
        """
            .formatted(
                Html.text(in.text(why.text("title"))),
                Html.text(in.text(why.text("why"), request.requestId())),
                Html.text(in.text(why.text("next"))),
                way(why.way(), in, request)));
  }

  private static String way(DeadEnd.Way way, Language in, Request request) {
    return switch (way) {
      case NONE -> "";
      case TO_THE_LINK -> anchor("/d/" + request.pathParameter("token"), in.text("open"));
      case THE_SAME_AGAIN ->
          // The form has the same id as before, so that a retry is the same download.
          request.method().equals("POST")
              ? Repeat.idOf(request).map(id -> form(in.text("again"), id)).orElse("")
              : anchor(request.path(), in.text("again"));
    };
  }

  private static String until(Language in, DownloadLink link, Request request) {
    var left = in.span(Duration.between(request.receivedAt(), link.expiresAt()));
    return in.text(
        "until",
        "<time datetime=\"%s\">%s</time>"
            .formatted(link.expiresAt(), Html.text(in.instant(link.expiresAt()))),
        Html.text(left));
  }

  private static String row(Language in, String name, String html) {
    return "<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(Html.text(in.text(name)), html);
  }

  private static String form(String button, DownloadId id) {
    return """
    <form method="post"><input type="hidden" name="%s" value="%s"><button>%s</button></form>\
    """
        .formatted(FIELD, id, Html.text(button));
  }

  private static String anchor(String path, String text) {
    return "<p><a class=\"go\" href=\"%s\">%s</a></p>".formatted(Html.text(path), Html.text(text));
  }

  private static Answer page(int status, Language in, String title, String content) {
    var page =
        """
        <!doctype html>
        <html lang="%s"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>%s</title><style>%s</style></head>
        <body><main>
        %s</main></body></html>
        """
            .formatted(in.tag(), Html.text(title), STYLE, content);
    return Answer.html(status, page).withHeader("Content-Language", in.tag());
  }
}
