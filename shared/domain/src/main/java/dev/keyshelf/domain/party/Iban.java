package dev.keyshelf.domain.party;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** International bank account numbers, ISO 13616. */
public final class Iban {
  private static final Pattern FORM = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}");
  private static final int HEAD = 4;
  private static final BigInteger DIVISOR = BigInteger.valueOf(97);

  private Iban() {}

  /** Returns whether an account number, without blanks, is an IBAN with the right check digits. */
  public static boolean isValid(String account) {
    if (!FORM.matcher(account).matches()) {
      return false;
    }
    var digits = new StringBuilder();
    (account.substring(HEAD) + account.substring(0, HEAD))
        .chars()
        .forEach(each -> digits.append(Character.getNumericValue(each)));
    return new BigInteger(digits.toString()).mod(DIVISOR).equals(BigInteger.ONE);
  }
}
