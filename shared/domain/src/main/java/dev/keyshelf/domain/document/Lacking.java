package dev.keyshelf.domain.document;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;

/**
 * An issued invoice or credit note that is not rendered in a format, because something is missing.
 * It is tried again when the operator imports the seller or the partner.
 *
 * @param lacks why, at least one
 */
public record Lacking(
    PartnerId partner,
    String number,
    YearMonth month,
    Currency currency,
    DocumentFormat format,
    List<Lack> lacks) {
  /** Copies the list. */
  public Lacking {
    lacks = List.copyOf(lacks);
  }
}
