package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The document of a partner for a UTC month in one currency: an invoice or, if the gross of its
 * totals is below zero, a credit note. It never changes once issued. It holds the totals of its
 * entries and the roll that names them, but not the entries.
 *
 * @param number counts the partner's documents, from 1 without gaps
 * @param roll names the entries of all invoices of the month, in all currencies; empty on invoices
 *     of earlier releases that only carry a credit on
 * @param inSeries its number by the operator's scheme; empty if it was issued without one
 */
public record Invoice(
    PartnerId partner,
    YearMonth month,
    long number,
    Instant issuedAt,
    Settlement settlement,
    Optional<Roll> roll,
    Optional<DocumentNumber> inSeries) {
  private static final Pattern WITHOUT_SCHEME = Pattern.compile("INV-([0-9]{6,18})");

  /**
   * Returns the number as it is printed. Without a scheme it is such as {@code INV-000042}, and
   * unique only for the partner.
   */
  public String numberText() {
    return inSeries
        .map(DocumentNumber::text)
        .orElseGet(() -> String.format(Locale.ROOT, "INV-%06d", number));
  }

  /** Parses the count of a number without a scheme; empty if the text is no such number. */
  static Optional<Long> count(String text) {
    var matcher = WITHOUT_SCHEME.matcher(text);
    return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
  }

  /** Returns the type of the document. */
  public DocumentType documentType() {
    return settlement.documentType();
  }

  /** Returns the currency. */
  public Currency currency() {
    return settlement.totals().currency();
  }
}
