package dev.keyshelf.downloads;

import dev.keyshelf.domain.download.Refusal;
import dev.keyshelf.http.Problem;
import java.util.Locale;

/** The reasons why a page offers no download, each with the next step that the page offers. */
enum DeadEnd {
  UNKNOWN(Way.NONE),
  EXPIRED(Way.NONE),
  EXHAUSTED(Way.NONE),
  REVOKED(Way.NONE),
  CANCELLED(Way.NONE),
  TERM_ENDED(Way.NONE),
  SESSION_OVER(Way.TO_THE_LINK),
  SIGNED_OUT(Way.TO_THE_LINK),
  FILE_UNVERIFIED(Way.TO_THE_LINK),
  /** The request itself is not valid. The pages never send such a request. */
  INVALID(Way.TO_THE_LINK),
  UNAVAILABLE(Way.THE_SAME_AGAIN),
  FAILED(Way.THE_SAME_AGAIN);

  /** The next step of a person. */
  enum Way {
    /** Nothing on this site. */
    NONE,
    /** Opens the landing page, for another download. */
    TO_THE_LINK,
    /** Sends the same request again, for the same download. */
    THE_SAME_AGAIN
  }

  private static final int UNAVAILABLE_STATUS = 503;

  private final Way way;

  DeadEnd(Way way) {
    this.way = way;
  }

  static DeadEnd of(Refusal why) {
    return switch (why) {
      case UNKNOWN -> UNKNOWN;
      case EXPIRED -> EXPIRED;
      case EXHAUSTED -> EXHAUSTED;
      case REVOKED -> REVOKED;
      case CANCELLED -> CANCELLED;
      case TERM_ENDED -> TERM_ENDED;
      case SESSION_OVER -> SESSION_OVER;
      case SIGNED_OUT -> SIGNED_OUT;
      case FILE_UNVERIFIED -> FILE_UNVERIFIED;
    };
  }

  static DeadEnd of(Problem problem) {
    if (problem.status() < 500) {
      return INVALID;
    }
    return problem.status() == UNAVAILABLE_STATUS ? UNAVAILABLE : FAILED;
  }

  Way way() {
    return way;
  }

  /** Tells whether only this download is over, and its link can start another. */
  boolean isOfADownload() {
    return this == SESSION_OVER || this == SIGNED_OUT;
  }

  /** Returns the name of one of its texts: {@code title}, {@code why} or {@code next}. */
  String text(String part) {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + part;
  }
}
