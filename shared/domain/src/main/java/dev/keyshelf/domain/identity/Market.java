package dev.keyshelf.domain.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A country of sale: an ISO 3166-1 alpha-2 code, or XK (Kosovo, user-assigned). */
public record Market(String code) {
  private static final Set<String> COUNTRIES =
      Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

  /**
   * Checks the code.
   *
   * @throws IllegalArgumentException if no country has the code
   */
  public Market {
    if (!isCountry(code)) {
      throw new IllegalArgumentException(
          "a market must be an ISO 3166-1 alpha-2 code or XK, was " + code);
    }
  }

  /**
   * Parses untrusted text.
   *
   * @return empty if no country has the code
   */
  public static Optional<Market> parse(String text) {
    return isCountry(text) ? Optional.of(new Market(text)) : Optional.empty();
  }

  private static boolean isCountry(String code) {
    return COUNTRIES.contains(code) || code.equals("XK");
  }

  @Override
  public String toString() {
    return code;
  }
}
