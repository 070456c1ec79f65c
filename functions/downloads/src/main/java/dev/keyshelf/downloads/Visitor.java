package dev.keyshelf.downloads;

import dev.keyshelf.http.Request;
import java.util.regex.Pattern;

/** Who asks for what is behind a link, by {@code Accept}, and where that says nothing by name. */
enum Visitor {
  /** Wants a page: a browser, or the preview that a chat makes of a link. */
  PERSON,
  /** Wants JSON, or does not say what it wants. */
  PROGRAM,
  /** Wants the file's bytes. */
  FETCHER,
  /** A program for downloads that does not ask for the bytes: it would save whatever it gets. */
  LOST;

  static final String BYTES = "application/octet-stream";

  /** Most that make previews take anything, and say what they are. */
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
