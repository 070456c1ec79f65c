package dev.keyshelf.domain.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/** A partner: the reseller who calls us and is invoiced. */
public record PartnerId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

  /**
   * The house itself: what operators do for all partners is in its log. No token, file or path
   * names it.
   */
  public static final PartnerId HOUSE = new PartnerId("keyshelf");

  /** Refuses what is not of the form, as a programmer's bug. */
  public PartnerId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not of the form of a PartnerId");
    }
  }

  /** Gives the id that untrusted text names; empty when the text cannot be a partner's. */
  public static Optional<PartnerId> parse(String text) {
    return FORM.matcher(text).matches() && !text.equals(HOUSE.value())
        ? Optional.of(new PartnerId(text))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
