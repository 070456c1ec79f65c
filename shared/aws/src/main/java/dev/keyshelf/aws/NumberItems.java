package dev.keyshelf.aws;

import dev.keyshelf.domain.billing.DocumentNumber;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.Invoices.LastNumber;
import dev.keyshelf.domain.billing.NumberScheme;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The scheme of the issuer's document numbers, how far each series is counted, and a guard for each
 * number that is taken.
 */
final class NumberItems {
  private static final String LAST = "lastNumber";

  /** The scheme, which is set once. */
  static final Key SCHEME = new Key("HOUSE#INVOICE_NUMBERS", Keys.ALONE);

  private NumberItems() {}

  static Key series(String name) {
    return new Key("SERIES#" + name, Keys.ALONE);
  }

  /** The guard of a number, which names the partner, the month and the currency of its document. */
  static Key guard(String text) {
    return new Key("NUMBER#" + text, Keys.ALONE);
  }

  static Item scheme(NumberScheme scheme, Instant setAt) {
    return Item.at(SCHEME)
        .with("format", scheme.format())
        .with("digits", scheme.digits())
        .with("setAt", setAt);
  }

  static NumberScheme scheme(Item item) {
    return new NumberScheme(item.text("format"), item.integer("digits"));
  }

  static LastNumber last(Item item) {
    return new LastNumber(item.number(LAST), item.instant("issuedAt"));
  }

  /**
   * Adds what makes the numbers of documents unique and leaves no gap: a guard for each number, and
   * the count of their series, which must still be as it was read.
   *
   * @param invoices of one series; without a scheme, nothing is added
   */
  static void take(Transaction transaction, List<Invoice> invoices) {
    var numbers = invoices.stream().flatMap(each -> each.inSeries().stream()).toList();
    if (numbers.isEmpty()) {
      return;
    }
    for (var invoice : invoices) {
      var number = invoice.inSeries().map(DocumentNumber::text).orElseThrow();
      transaction.add(
          Item.at(guard(number))
              .with("partner", invoice.partner().value())
              .with("month", invoice.month().toString())
              .with("currency", invoice.currency().getCurrencyCode()));
    }
    var count =
        Item.at(series(numbers.getFirst().series()))
            .with(LAST, numbers.getLast().number())
            .with("issuedAt", invoices.getLast().issuedAt());
    var before = numbers.getFirst().number() - 1;
    if (before == 0) {
      transaction.add(count);
    } else {
      transaction.put(
          count,
          LAST + " = :before",
          Map.of(":before", AttributeValue.fromN(String.valueOf(before))));
    }
  }
}
