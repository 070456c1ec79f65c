package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the numbers of invoices and credit notes are made. Documents with the same year and partner,
 * as far as the format names them, are one series. No two series can have a number in common, and
 * none can have a number that a document without a scheme has, such as {@code INV-000001}.
 *
 * @param format text with <code>{number}</code> once, and perhaps <code>{year}</code> and <code>
 *     {partner}</code>, at most once each
 * @param digits the least digits of the number, which is filled with zeros; from 1 to 12
 */
public record NumberScheme(String format, int digits) {
  private static final int LONGEST_FORMAT = 40;
  private static final int MOST_DIGITS = 12;
  private static final String YEAR = "{year}";
  private static final String PARTNER = "{partner}";
  private static final String NUMBER = "{number}";
  private static final Pattern FORM =
      Pattern.compile("(?:[A-Za-z0-9._/-]|\\{(?:year|partner|number)\\})+");
  private static final Pattern STARTS_WELL = Pattern.compile("[A-Za-z0-9{].*");

  /** A number beside the partner's id, without a character between them that ends the number. */
  private static final Pattern RUN_TOGETHER =
      Pattern.compile(
          ".*\\{partner}(?:.*(?:[0-9]|\\{year}))?\\{number}.*"
              + "|.*\\{number}(?:(?:[0-9]|\\{year}).*)?\\{partner}.*");

  private static final Pattern WITHOUT_SCHEME = Pattern.compile("INV-[0-9]+");

  /** Longer than any number: a format with a partner's id, a year and a number. */
  private static final Pattern ANY_NUMBER = Pattern.compile("[A-Za-z0-9._/-]{1,200}");

  /**
   * Ids with which a partner's number can be like one without a scheme. A character that ends the
   * number is beside it, so an id can only be a part of the letters.
   */
  private static final List<String> LIKE_THE_OLD = List.of("I", "N", "V", "IN", "NV", "INV", "X");

  /**
   * Checks the scheme.
   *
   * @throws IllegalArgumentException if it is malformed, or two documents could get one number
   */
  public NumberScheme {
    if (format.length() > LONGEST_FORMAT || !FORM.matcher(format).matches()) {
      throw new IllegalArgumentException(
          "must be at most 40 letters, digits and . _ / -, with {number}, {year} and {partner}");
    }
    if (times(format, NUMBER) != 1 || times(format, YEAR) > 1 || times(format, PARTNER) > 1) {
      throw new IllegalArgumentException(
          "must have {number} once, and {year} and {partner} at most once each");
    }
    if (!STARTS_WELL.matcher(format).matches()) {
      throw new IllegalArgumentException("must begin with a letter, a digit or a part in braces");
    }
    if (RUN_TOGETHER.matcher(format).matches()) {
      throw new IllegalArgumentException(
          "two partners could get one number; put a letter or one of . _ / - beside {number}, on"
              + " the side of {partner}");
    }
    if (digits < 1 || digits > MOST_DIGITS) {
      throw new IllegalArgumentException("must have 1 to 12 digits");
    }
    for (var partner : LIKE_THE_OLD) {
      var text = format.replace(YEAR, "2026").replace(PARTNER, partner).replace(NUMBER, "1");
      if (WITHOUT_SCHEME.matcher(text).matches()) {
        throw new IllegalArgumentException(
            "could give numbers such as INV-000001, which documents without a scheme have");
      }
    }
  }

  /** Returns whether text can be a number that was issued with a scheme. */
  static boolean canBeOfSeries(String text) {
    return ANY_NUMBER.matcher(text).matches() && !WITHOUT_SCHEME.matcher(text).matches();
  }

  private static int times(String format, String part) {
    return (format.length() - format.replace(part, "").length()) / part.length();
  }

  /**
   * Returns the series of a partner's documents.
   *
   * @param year the UTC year in which they are issued
   */
  String series(PartnerId partner, int year) {
    return format.replace(YEAR, String.valueOf(year)).replace(PARTNER, partner.value());
  }

  /** Returns a number of a series. */
  DocumentNumber number(String series, long number) {
    var text = String.valueOf(number);
    var padded = "0".repeat(Math.max(0, digits - text.length())) + text;
    return new DocumentNumber(series, number, series.replace(NUMBER, padded));
  }

  @Override
  public String toString() {
    return "%s with %s digits".formatted(format, digits);
  }
}
