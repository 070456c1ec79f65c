package dev.keyshelf.downloads;

import dev.keyshelf.http.Request;
import java.util.Locale;
import java.util.Optional;

/** A program for downloads, and the line by which it fetches a link's file. */
enum DownloadProgram {
  CURL(
      "curl -fLOJ --clobber --retry 9 --retry-all-errors -H \"Accept: application/octet-stream\""
          + " \"%s\""),
  WGET("wget --content-disposition --header=\"Accept: application/octet-stream\" \"%s\""),
  ARIA2("aria2c --retry-wait=2 --header=\"Accept: application/octet-stream\" \"%s\""),
  /** Its own {@code curl} is another program; Windows brings the real one beside it. */
  POWERSHELL("curl.exe -fLOJ --retry 9 -H \"Accept: application/octet-stream\" \"%s\"");

  private final String line;

  DownloadProgram(String line) {
    this.line = line;
  }

  /** Gives the program that the request names itself as. */
  static Optional<DownloadProgram> of(Request request) {
    var name = request.userAgent().toLowerCase(Locale.ROOT);
    if (name.startsWith("curl/")) {
      return Optional.of(CURL);
    }
    if (name.startsWith("wget")) {
      return Optional.of(WGET);
    }
    if (name.startsWith("aria2/")) {
      return Optional.of(ARIA2);
    }
    return name.contains("powershell/") ? Optional.of(POWERSHELL) : Optional.empty();
  }

  /**
   * Gives the line for a terminal.
   *
   * @param url of ours, with a link's token and a download's id: nothing in it needs escaping
   */
  String line(String url) {
    return line.formatted(url);
  }
}
