package dev.keyshelf.local.documents;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a document says in one of its formats, as far as all formats say it. Amounts are numbers, so
 * that 1.50 and 1.5 are equal; credits are negative.
 *
 * @param type INVOICE or CREDIT_NOTE
 * @param net the sum of all lines without tax
 * @param carriedIn a credit of earlier documents, zero or below
 * @param due what is to be paid
 * @param carriedOut a credit for later documents, zero or below
 */
record Said(
    String number,
    String type,
    String currency,
    BigDecimal net,
    BigDecimal tax,
    BigDecimal gross,
    BigDecimal carriedIn,
    BigDecimal due,
    BigDecimal carriedOut,
    List<Row> rows) {
  Said {
    net = shortest(net);
    tax = shortest(tax);
    gross = shortest(gross);
    carriedIn = shortest(carriedIn);
    due = shortest(due);
    carriedOut = shortest(carriedOut);
    rows = List.copyOf(rows);
  }

  /**
   * A line.
   *
   * @param title without blanks, since print breaks Chinese and Korean within words
   * @param chargeInvoice of a credit: the number of the document with its charge; else empty
   */
  record Row(String title, int quantity, BigDecimal net, String chargeInvoice) {
    Row {
      title = title.replaceAll("\\s", "");
      net = shortest(net);
    }
  }

  /** Returns a number in the form in which equal numbers are equal. */
  static BigDecimal shortest(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
