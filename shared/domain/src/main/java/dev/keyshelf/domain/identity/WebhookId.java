package dev.keyshelf.domain.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a webhook of a partner. */
public record WebhookId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if malformed
   */
  public WebhookId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a webhook id must be a ULID in capitals");
    }
  }

  /**
   * Parses untrusted text.
   *
   * @return empty if malformed
   */
  public static Optional<WebhookId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new WebhookId(text)) : Optional.empty();
  }

  /** Returns a new id. Ids sort by the time at which they were made. */
  public static WebhookId next(Instant now) {
    return new WebhookId(Ulids.next(now));
  }

  @Override
  public String toString() {
    return value;
  }
}
