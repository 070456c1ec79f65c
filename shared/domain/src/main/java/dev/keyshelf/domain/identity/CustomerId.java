package dev.keyshelf.domain.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a customer of a partner. */
public record CustomerId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if malformed
   */
  public CustomerId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a customer id must be a ULID in capitals");
    }
  }

  /**
   * Parses untrusted text.
   *
   * @return empty if malformed
   */
  public static Optional<CustomerId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new CustomerId(text)) : Optional.empty();
  }

  /** Returns a new id. Ids sort by the time at which they were made. */
  public static CustomerId next(Instant now) {
    return new CustomerId(Ulids.next(now));
  }

  @Override
  public String toString() {
    return value;
  }
}
