package dev.keyshelf.domain.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** A download link, as its maker sees it (its token is another thing). */
public record LinkId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  /** Refuses what is not of the form, as a programmer's bug. */
  public LinkId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not of the form of a LinkId");
    }
  }

  /** Gives the id that untrusted text names; empty when the text cannot be one. */
  public static Optional<LinkId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new LinkId(text)) : Optional.empty();
  }

  /** Gives a fresh id that sorts by the time it was made. */
  public static LinkId next(Instant now) {
    return new LinkId(Ulids.next(now));
  }

  @Override
  public String toString() {
    return value;
  }
}
