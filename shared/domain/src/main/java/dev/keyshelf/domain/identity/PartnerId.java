package dev.keyshelf.domain.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a partner: a reseller that calls the API and gets the invoices. */
public record PartnerId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

  /**
   * The house: the pseudo-partner that owns operators' actions in the activity log. No token, file
   * or path may name it.
   */
  public static final PartnerId HOUSE = new PartnerId("keyshelf");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if malformed
   */
  public PartnerId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a partner id must be 1 to 64 letters, digits and hyphens, and not begin with a hyphen");
    }
  }

  /**
   * Parses untrusted text.
   *
   * @return empty if malformed, and for {@link #HOUSE}
   */
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
