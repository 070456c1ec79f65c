package dev.keyshelf.http;

import java.nio.charset.StandardCharsets;

/**
 * The validator of a read's answer ({@code ETag}, RFC 9110): a hash of its body, so that a client
 * which polls is told in a few bytes that nothing has changed.
 */
public final class EntityTag {
  private static final int HASH_SHOWN = 32;

  private EntityTag() {}

  /**
   * Gives the answer with its tag, or a 304 without a body when the client has this very answer.
   * Only reads that may be kept are tagged: a 200 to a GET that is not {@code no-store}.
   */
  public static Answer validated(Answer answer, Request request) {
    var isKept = !answer.headers().getOrDefault("Cache-Control", "").contains("no-store");
    if (!request.method().equals("GET") || answer.status() != 200 || !isKept) {
      return answer;
    }
    var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    var tag = '"' + Hash.sha256(bytes).substring(0, HASH_SHOWN) + '"';
    var tagged = answer.withHeader("ETag", tag);
    return request.header("if-none-match").filter(had -> names(had, tag)).isPresent()
        ? new Answer(304, tagged.headers(), answer.mediaType(), "")
        : tagged;
  }

  /** Compares weakly, as RFC 9110 asks for {@code If-None-Match}; {@code *} is any tag. */
  private static boolean names(String ifNoneMatch, String tag) {
    for (var each : ifNoneMatch.split(",")) {
      var had = each.strip();
      if (had.equals("*") || (had.startsWith("W/") ? had.substring(2) : had).equals(tag)) {
        return true;
      }
    }
    return false;
  }
}
