package dev.keyshelf.domain.document;

import java.util.regex.Pattern;

/**
 * The forms and check digits of the ids that Peppol checks: global location numbers (0088), and the
 * numbers of companies in some countries.
 */
final class CheckedId {
  private static final int[] AUSTRALIAN_WEIGHTS = {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19};
  private static final int AUSTRALIAN_DIVISOR = 89;
  private static final int BELGIAN_BODY = 8;
  private static final int BELGIAN_DIVISOR = 97;
  private static final int NORWEGIAN_DIVISOR = 11;
  private static final int NORWEGIAN_WEIGHTS = 6;

  private CheckedId() {}

  /**
   * Returns whether an id is one of its scheme. Any id is of a scheme that Peppol does not check.
   */
  static boolean isValid(String scheme, String id) {
    return switch (scheme) {
      case "0007" -> is(id, "[0-9]{10}") && hasLuhnDigit(id);
      case "0088" -> is(id, "[0-9]+") && hasGlobalDigit(id);
      case "0096" -> is(id, "[0-9]{10}");
      case "0106" -> is(id, "[0-9]{8}");
      case "0151" -> is(id, "[0-9]{11}") && isAustralian(id);
      case "0184" -> is(id, "DK[0-9]{8}|[0-9]{8}");
      case "0190" -> is(id, "[0-9]{20}");
      case "0192" -> is(id, "[0-9]{9}") && hasNorwegianDigit(id);
      case "0198" -> is(id, "DK[0-9]{8}");
      case "0201" -> is(id, "[A-Za-z0-9]{6}");
      case "0208" -> is(id, "[0-9]{10}") && hasBelgianDigits(id);
      case "0210" -> is(id, "[0-9]{11}|[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]");
      case "0211" -> is(id, "IT[0-9]{11}") && hasLuhnDigit(id.substring(2));
      case "9944" -> is(id, "NL[0-9]{9}B[0-9]{2}");
      default -> true;
    };
  }

  private static boolean is(String id, String form) {
    return Pattern.matches(form, id);
  }

  private static boolean hasLuhnDigit(String id) {
    var sum = 0;
    for (int i = 0; i < id.length(); i++) {
      var digit = digit(id, id.length() - 1 - i);
      sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
    }
    return sum % 10 == 0;
  }

  private static boolean hasGlobalDigit(String id) {
    var sum = 0;
    for (int i = 0; i < id.length(); i++) {
      sum += digit(id, id.length() - 1 - i) * (i % 2 == 0 ? 1 : 3);
    }
    return sum % 10 == 0;
  }

  private static boolean hasNorwegianDigit(String id) {
    var last = id.length() - 1;
    var sum = 0;
    for (int i = 0; i < last; i++) {
      sum += digit(id, last - 1 - i) * (i % NORWEGIAN_WEIGHTS + 2);
    }
    return (NORWEGIAN_DIVISOR - sum % NORWEGIAN_DIVISOR) % NORWEGIAN_DIVISOR == digit(id, last);
  }

  private static boolean hasBelgianDigits(String id) {
    var body = Integer.parseInt(id.substring(0, BELGIAN_BODY));
    return BELGIAN_DIVISOR - body % BELGIAN_DIVISOR == Integer.parseInt(id.substring(BELGIAN_BODY));
  }

  private static boolean isAustralian(String id) {
    var sum = -AUSTRALIAN_WEIGHTS[0];
    for (int i = 0; i < id.length(); i++) {
      sum += digit(id, i) * AUSTRALIAN_WEIGHTS[i];
    }
    return sum % AUSTRALIAN_DIVISOR == 0;
  }

  private static int digit(String id, int index) {
    return id.charAt(index) - '0';
  }
}
