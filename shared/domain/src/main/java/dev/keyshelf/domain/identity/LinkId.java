package dev.keyshelf.domain.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a download link, for the partner that created it. It is not the link's token. */
public record LinkId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if malformed
   */
  public LinkId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a link id must be a ULID in capitals");
    }
  }

  /**
   * Parses untrusted text.
   *
   * @return empty if malformed
   */
  public static Optional<LinkId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new LinkId(text)) : Optional.empty();
  }

  /** Returns a new id. Ids sort by the time at which they were made. */
  public static LinkId next(Instant now) {
    return new LinkId(Ulids.next(now));
  }

  /** Returns when the link was made, in whole milliseconds. */
  public Instant createdAt() {
    return Ulids.madeAt(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
