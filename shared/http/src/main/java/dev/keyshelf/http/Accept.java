package dev.keyshelf.http;

import java.util.List;

/** Reads the media types of an {@code Accept} header. */
final class Accept {
  private Accept() {}

  /**
   * Tells whether the header names exactly this media type. A range such as {@code *}{@code /*}
   * does not name it.
   */
  static boolean names(String accept, String mediaType) {
    return ranges(accept, mediaType).stream().anyMatch(Accept::isWanted);
  }

  /** Tells whether the client accepts this media type. The most specific range decides. */
  static boolean allows(String accept, String mediaType) {
    var family = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
    for (var range : List.of(mediaType, family, "*/*")) {
      var given = ranges(accept, range);
      if (!given.isEmpty()) {
        return given.stream().anyMatch(Accept::isWanted);
      }
    }
    return false;
  }

  /** Tells whether the header names this media type with this profile (RFC 6906). */
  static boolean names(String accept, String mediaType, String profile) {
    return ranges(accept, mediaType).stream()
        .filter(Accept::isWanted)
        .anyMatch(
            range -> profile.equalsIgnoreCase(range.parameters().getOrDefault("profile", "")));
  }

  private static List<MediaType> ranges(String accept, String range) {
    return MediaType.parseAll(accept).stream().filter(each -> each.name().equals(range)).toList();
  }

  private static boolean isWanted(MediaType range) {
    return !range.parameters().getOrDefault("q", "1").matches("0(?:\\.0{0,3})?");
  }
}
