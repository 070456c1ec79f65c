package dev.keyshelf.domain.party;

import dev.keyshelf.domain.identity.Market;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The forms of account numbers and bank codes. */
public final class BankNumbers {
  private static final Pattern NATIONAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ./-]{2,33}");
  private static final Pattern LIKE_AN_IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{8,}");
  private static final Pattern BIC =
      Pattern.compile("[A-Z0-9]{4}([A-Z]{2})[A-Z0-9]{2}([A-Z0-9]{3})?");

  /** The lengths of IBANs, each with its countries, from the registry of SWIFT. */
  private static final Map<String, Integer> LENGTHS = lengths();

  private BankNumbers() {}

  /**
   * Checks an account number. Blanks of an IBAN are removed.
   *
   * @return an IBAN, or a national account number
   * @throws IllegalArgumentException if an IBAN has not its country's length or not its check
   *     digits, or if a national number has other characters than letters, digits and {@code . / -}
   */
  public static String account(String number) {
    var compact = number.replace(" ", "");
    var length = LENGTHS.get(compact.substring(0, Math.min(2, compact.length())));
    if (length != null && LIKE_AN_IBAN.matcher(compact).matches()) {
      if (compact.length() != length) {
        throw new IllegalArgumentException(
            "an IBAN of %s has %s characters, was %s"
                .formatted(compact.substring(0, 2), length, compact.length()));
      }
      if (!CheckDigits.iban(compact)) {
        throw new IllegalArgumentException(
            "the check digits of the IBAN do not match; look for a typing error");
      }
      return compact;
    }
    if (!NATIONAL.matcher(number).matches()) {
      throw new IllegalArgumentException(
          "it must be an IBAN, or 3 to 34 letters, digits, blanks and . / -");
    }
    return number;
  }

  /** Returns whether an account number, without blanks, is an IBAN with the right check digits. */
  public static boolean isIban(String account) {
    return LIKE_AN_IBAN.matcher(account).matches() && CheckDigits.iban(account);
  }

  /**
   * Checks the code of a bank (ISO 9362).
   *
   * @return the code
   * @throws IllegalArgumentException if it has not 8 or 11 characters with its country in the fifth
   *     and sixth
   */
  public static String bic(String code) {
    var matcher = BIC.matcher(code);
    if (!matcher.matches() || Market.parse(matcher.group(1)).isEmpty()) {
      throw new IllegalArgumentException(
          "a BIC has 8 or 11 capital letters and digits, the fifth and sixth its country");
    }
    return code;
  }

  private static Map<String, Integer> lengths() {
    var lengths = new HashMap<String, Integer>();
    for (var line :
        new String[] {
          "15 NO",
          "16 BE",
          "18 DK FI FK FO GL NL SD",
          "19 MK SI",
          "20 AT BA EE KZ LT LU MN XK",
          "21 CH HR LI LV",
          "22 BG BH CR DE GB GE IE ME RS VA",
          "23 AE GI IL IQ OM SO TL",
          "24 AD CZ ES MD PK RO SA SE SK TN VG",
          "25 LY PT ST",
          "26 IS TR",
          "27 BI DJ FR GR IT MC MR SM",
          "28 AL AZ BY CY DO GT HN HU LB NI PL SV",
          "29 BR EG PS QA UA",
          "30 JO KW MU YE",
          "31 MT SC",
          "32 LC",
          "33 RU"
        }) {
      var words = line.split(" ");
      for (int each = 1; each < words.length; each++) {
        lengths.put(words[each], Integer.valueOf(words[0]));
      }
    }
    return Map.copyOf(lengths);
  }
}
