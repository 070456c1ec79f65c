package dev.keyshelf.downloads;

import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Hash;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** What a person sees who opens a link: plain HTML that needs no script. */
final class Pages {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String STYLE =
      """
      body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;\
      color:#1a1a1a;background:#fff}dt{font-weight:600}dd{margin:0 0 .75rem;\
      overflow-wrap:anywhere}button{font:inherit;padding:.6rem 1.4rem;border:0;border-radius:.3rem;\
      color:#fff;background:#0b57a4}button:focus-visible{outline:3px solid #1a1a1a;\
      outline-offset:2px}\
      """;

  /**
   * The style is allowed by its hash. {@code form-action} is left open: the start's redirects lead
   * to the bucket, and browsers apply it to redirects too.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-"
          + Base64.getEncoder()
              .encodeToString(
                  HexFormat.of().parseHex(Hash.sha256(STYLE.getBytes(StandardCharsets.UTF_8))))
          + "'";

  static final String MEDIA_TYPE = "text/html; charset=utf-8";

  private Pages() {}

  /** Gives an answer the headers of everything under a secret URL. */
  static Answer guarded(Answer answer) {
    return answer
        .notStored()
        .withHeader("Referrer-Policy", "no-referrer")
        .withHeader("X-Robots-Tag", "noindex, nofollow")
        .withHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
  }

  static String live(DownloadLink link, Entitlement entitlement, DownloadId id) {
    var artifact = link.artifact();
    return page(
        "Download " + entitlement.purchase().productTitle(),
        """
        <dl>
        <dt>File</dt><dd>%s</dd>
        <dt>Version, language, type</dt><dd>%s, %s, %s</dd>
        <dt>Size</dt><dd>%,d bytes</dd>
        <dt>SHA-256</dt><dd><code>%s</code></dd>
        <dt>Works until</dt><dd>%s</dd>
        <dt>Downloads left</dt><dd>%d of %d</dd>
        </dl>
        <form method="post"><input type="hidden" name="download" value="%s">
        <button>Download</button></form>
        """
            .formatted(
                escaped(artifact.fileName()),
                escaped(artifact.version()),
                escaped(artifact.language()),
                escaped(artifact.fileType()),
                artifact.size(),
                escaped(artifact.sha256()),
                TIME.format(link.expiresAt()),
                link.usesLeft(),
                link.limit(),
                id));
  }

  static String dead(String why) {
    return page("This link does not work", "<p>" + escaped(why) + "</p>\n");
  }

  private static String page(String title, String content) {
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>%1$s</title><style>%2$s</style></head>
    <body><main><h1>%1$s</h1>
    %3$s</main></body></html>
    """
        .formatted(escaped(title), STYLE, content);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
