package dev.keyshelf.http;

import java.util.Locale;

/** The media types of an {@code Accept} header. */
final class Accept {
  private Accept() {}

  /**
   * Tells whether the header names exactly this media type (a range such as {@code *}{@code /*}
   * does not).
   */
  static boolean names(String accept, String mediaType) {
    for (var range : accept.split(",")) {
      if (typeOf(range).equals(mediaType) && !isRefused(range)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether an answer of this media type would do, ranges included. */
  static boolean allows(String accept, String mediaType) {
    var family = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
    return names(accept, mediaType) || names(accept, family) || names(accept, "*/*");
  }

  private static String typeOf(String range) {
    var end = range.indexOf(';');
    return (end < 0 ? range : range.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isRefused(String range) {
    return range.replace(" ", "").matches(".*;q=0(?:\\.0{0,3})?(?:;.*)?");
  }
}
