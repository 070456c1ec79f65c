package dev.keyshelf.downloads;

import dev.keyshelf.http.Request;
import java.util.Locale;
import java.util.Optional;

/** A download program, and the command line with which it fetches a link's file. */
enum DownloadProgram {
  CURL(
      "curl -fLOJ --clobber --retry 9 --retry-all-errors -H \"Accept: application/octet-stream\""
          + " \"%s\""),
  WGET("wget --content-disposition --header=\"Accept: application/octet-stream\" \"%s\""),
  ARIA2("aria2c --retry-wait=2 --header=\"Accept: application/octet-stream\" \"%s\""),
  /**
   * In PowerShell {@code curl} can be an alias of another command. Windows has the real one too.
   */
  POWERSHELL("curl.exe -fLOJ --retry 9 -H \"Accept: application/octet-stream\" \"%s\"");

  private final String line;

  DownloadProgram(String line) {
    this.line = line;
  }

  /** Returns the program that the request's {@code User-Agent} names. */
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
   * Returns the command line for a terminal.
   *
   * @param url the URL of a link with a download's id; nothing in it needs escaping
   */
  String line(String url) {
    return line.formatted(url);
  }
}
