package dev.keyshelf.domain.party;

import dev.keyshelf.domain.identity.Market;
import java.util.Map;
import java.util.regex.Pattern;

/** The form of VAT numbers: the prefix of a country, and what this country puts after it. */
public final class VatNumbers {
  private static final Pattern ANY = Pattern.compile("[A-Z0-9]{2,20}");

  /** By prefix, after the prefix. They are the forms of VIES, and of countries near it. */
  private static final Map<String, Pattern> FORMS =
      Map.ofEntries(
          form("AT", "U[0-9]{8}"),
          form("BE", "[01][0-9]{9}"),
          form("BG", "[0-9]{9,10}"),
          form("CH", "E[0-9]{9}(MWST|TVA|IVA)?"),
          form("CY", "[0-9]{8}[A-Z]"),
          form("CZ", "[0-9]{8,10}"),
          form("DE", "[0-9]{9}"),
          form("DK", "[0-9]{8}"),
          form("EE", "[0-9]{9}"),
          form("EL", "[0-9]{9}"),
          form("ES", "[A-Z0-9][0-9]{7}[A-Z0-9]"),
          form("FI", "[0-9]{8}"),
          form("FR", "[A-Z0-9]{2}[0-9]{9}"),
          form("GB", "[0-9]{9}|[0-9]{12}|GD[0-4][0-9]{2}|HA[5-9][0-9]{2}"),
          form("HR", "[0-9]{11}"),
          form("HU", "[0-9]{8}"),
          form("IE", "[0-9][A-Z0-9][0-9]{5}[A-Z]{1,2}"),
          form("IT", "[0-9]{11}"),
          form("LT", "[0-9]{9}|[0-9]{12}"),
          form("LU", "[0-9]{8}"),
          form("LV", "[0-9]{11}"),
          form("MT", "[0-9]{8}"),
          form("NL", "[0-9]{9}B[0-9]{2}"),
          form("NO", "[0-9]{9}MVA"),
          form("PL", "[0-9]{10}"),
          form("PT", "[0-9]{9}"),
          form("RO", "[0-9]{2,10}"),
          form("SE", "[0-9]{12}"),
          form("SI", "[0-9]{8}"),
          form("SK", "[0-9]{10}"),
          form("XI", "[0-9]{9}|[0-9]{12}|GD[0-4][0-9]{2}|HA[5-9][0-9]{2}"));

  private VatNumbers() {}

  /**
   * Checks a VAT number.
   *
   * @return the number
   * @throws IllegalArgumentException if it does not begin with a country's prefix, or does not have
   *     this country's form
   */
  public static String checked(String number) {
    var prefix = number.substring(0, Math.min(2, number.length()));
    if (prefix.equals("GR")) {
      throw new IllegalArgumentException("Greek VAT numbers begin with EL");
    }
    if (!isPrefix(prefix)) {
      throw new IllegalArgumentException(
          "it must begin with the code of its country, such as DE123456789");
    }
    var rest = number.substring(prefix.length());
    if (!FORMS.getOrDefault(prefix, ANY).matcher(rest).matches()) {
      throw new IllegalArgumentException(
          FORMS.containsKey(prefix)
              ? "VAT numbers with the prefix %s do not have this form".formatted(prefix)
              : "after %s must be 2 to 20 digits and capital letters".formatted(prefix));
    }
    if (prefix.equals("NO") && !CheckDigits.modulo11(rest.substring(0, 9))) {
      throw new IllegalArgumentException("its check digit does not match; look for a typing error");
    }
    return number;
  }

  /** Kosovo has a code of its own in e-invoices, and VAT numbers without a prefix. */
  private static boolean isPrefix(String prefix) {
    return FORMS.containsKey(prefix) || (Market.parse(prefix).isPresent() && !prefix.equals("XK"));
  }

  private static Map.Entry<String, Pattern> form(String prefix, String rest) {
    return Map.entry(prefix, Pattern.compile(rest));
  }
}
