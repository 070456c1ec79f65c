package dev.keyshelf.downloads;

import dev.keyshelf.http.Request;
import java.util.regex.Pattern;

/** The kinds of visitors of a link, by {@code Accept} or, if that is no help, by user agent. */
enum Visitor {
  /** Wants a page: a browser, or a chat that shows a preview of the link. */
  PERSON,
  /** Wants JSON, or does not say what it wants and is no known program. */
  PROGRAM,
  /** Wants the file's bytes. */
  FETCHER,
  /** A download program that does not ask for the bytes. It would save any answer as the file. */
  LOST;

  static final String BYTES = "application/octet-stream";

  /** User agents of browsers and previews. Most previews accept any type but name themselves. */
  private static final Pattern SHOWS_PAGES =
      Pattern.compile(
          "mozilla/|bot\\b|preview|externalhit|whatsapp|slack|telegram|viber|unfurl|embed",
          Pattern.CASE_INSENSITIVE);

  static Visitor of(Request request) {
    if (request.accepts(BYTES)) {
      return FETCHER;
    }
    if (request.accepts("text/html")) {
      return PERSON;
    }
    if (request.accepts("application/json")) {
      return PROGRAM;
    }
    if (DownloadProgram.of(request).isPresent()) {
      return LOST;
    }
    return SHOWS_PAGES.matcher(request.userAgent()).find() ? PERSON : PROGRAM;
  }
}
