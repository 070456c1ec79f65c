package dev.keyshelf.http;

/**
 * Adds an {@code ETag} (RFC 9110), a hash of the body, to answers of reads. A client that polls
 * then gets a short 304 while nothing has changed.
 */
public final class EntityTag {
  private static final int HASH_SHOWN = 32;

  private EntityTag() {}

  /**
   * Returns the answer with its tag, or a 304 without a body if the client already has this answer.
   * Only an answer 200 to a GET that is not {@code no-store} gets a tag. Others are returned
   * unchanged.
   */
  public static Answer validated(Answer answer, Request request) {
    var isKept = !answer.headers().getOrDefault("Cache-Control", "").contains("no-store");
    if (!request.method().equals("GET") || answer.status() != 200 || !isKept) {
      return answer;
    }
    var tag = '"' + Hash.sha256(answer.bytes()).substring(0, HASH_SHOWN) + '"';
    var tagged = answer.withHeader("ETag", tag);
    return request.header("if-none-match").filter(had -> names(had, tag)).isPresent()
        ? new Answer(304, tagged.headers(), answer.mediaType(), "")
        : tagged;
  }

  /** Compares weakly, as RFC 9110 requires for {@code If-None-Match}. {@code *} matches any tag. */
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
