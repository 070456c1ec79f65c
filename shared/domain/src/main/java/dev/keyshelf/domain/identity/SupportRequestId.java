package dev.keyshelf.domain.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** A support request. */
public record SupportRequestId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  /** Refuses what is not of the form, as a programmer's bug. */
  public SupportRequestId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not of the form of a SupportRequestId");
    }
  }

  /** Gives the id that untrusted text names; empty when the text cannot be one. */
  public static Optional<SupportRequestId> parse(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new SupportRequestId(text))
        : Optional.empty();
  }

  /** Gives a fresh id that sorts by the time it was made. */
  public static SupportRequestId next(Instant now) {
    return new SupportRequestId(Ulids.next(now));
  }

  @Override
  public String toString() {
    return value;
  }
}
