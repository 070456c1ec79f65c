package dev.keyshelf.domain.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a support request. */
public record SupportRequestId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if malformed
   */
  public SupportRequestId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a support request's id must be a ULID in capitals");
    }
  }

  /**
   * Parses untrusted text.
   *
   * @return empty if malformed
   */
  public static Optional<SupportRequestId> parse(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new SupportRequestId(text))
        : Optional.empty();
  }

  /** Returns a new id. Ids sort by the time at which they were made. */
  public static SupportRequestId next(Instant now) {
    return new SupportRequestId(Ulids.next(now));
  }

  @Override
  public String toString() {
    return value;
  }
}
