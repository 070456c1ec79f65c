package dev.keyshelf.domain.party;

import java.math.BigInteger;
import java.util.stream.IntStream;

/** The check digits of the numbers that identify companies and accounts. */
final class CheckDigits {
  private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);
  private static final int[] ABN_WEIGHTS = {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19};

  private CheckDigits() {}

  /** Returns whether digits end with the check digit of GS1, as a GLN does. */
  static boolean gs1(String digits) {
    var last = digits.length() - 1;
    var sum =
        IntStream.range(0, last)
            .map(at -> digit(digits, at) * ((last - at) % 2 == 1 ? 3 : 1))
            .sum();
    return (10 - sum % 10) % 10 == digit(digits, last);
  }

  /** Returns whether digits end with the check digit of Luhn. */
  static boolean luhn(String digits) {
    var last = digits.length() - 1;
    var sum =
        IntStream.rangeClosed(0, last)
            .map(at -> (last - at) % 2 == 1 ? doubled(digit(digits, at)) : digit(digits, at))
            .sum();
    return sum % 10 == 0;
  }

  /** Returns whether digits end with their check digit modulo 11, as Norwegian numbers do. */
  static boolean modulo11(String digits) {
    var last = digits.length() - 1;
    var sum =
        IntStream.range(0, last).map(at -> digit(digits, at) * ((last - 1 - at) % 6 + 2)).sum();
    return (11 - sum % 11) % 11 == digit(digits, last);
  }

  /** Returns whether the last two of ten digits are those of a Belgian enterprise number. */
  static boolean belgian(String digits) {
    return 97 - Integer.parseInt(digits.substring(0, 8)) % 97
        == Integer.parseInt(digits.substring(8));
  }

  /** Returns whether eleven digits are an Australian business number. */
  static boolean australian(String digits) {
    var sum =
        IntStream.range(0, ABN_WEIGHTS.length)
            .map(at -> (digit(digits, at) - (at == 0 ? 1 : 0)) * ABN_WEIGHTS[at])
            .sum();
    return sum % 89 == 0;
  }

  /** Returns whether an IBAN of capital letters and digits has its check digits (ISO 7064). */
  static boolean iban(String iban) {
    var digits = new StringBuilder();
    (iban.substring(4) + iban.substring(0, 4))
        .chars()
        .forEach(each -> digits.append(Character.digit(each, Character.MAX_RADIX)));
    return new BigInteger(digits.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
  }

  private static int doubled(int digit) {
    return digit * 2 / 10 + digit * 2 % 10;
  }

  private static int digit(String digits, int at) {
    return digits.charAt(at) - '0';
  }
}
