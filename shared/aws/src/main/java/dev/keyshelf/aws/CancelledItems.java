package dev.keyshelf.aws;

import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.cancellation.CancellationQuote.Ground;
import dev.keyshelf.domain.entitlement.Entitlement;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The changes of a cancellation, by its buyer or by an operator's decision. */
final class CancelledItems {
  private CancelledItems() {}

  /**
   * Adds the order's new state, one update of an entitlement for each line, and the credit note.
   */
  static Transaction add(Transaction transaction, Cancellation cancellation) {
    var order = cancellation.order();
    transaction.update(
        OrderItems.key(order),
        "SET orderState = :state, version = :next",
        "version = :version",
        Map.of(
            ":state", AttributeValue.fromS(order.state().name()),
            ":next", number(order.version()),
            ":version", number(order.version() - 1)));
    for (int i = 0; i < cancellation.after().size(); i++) {
      flip(
          transaction,
          cancellation.before().get(i),
          cancellation.after().get(i),
          window(cancellation.quote().ground()),
          cancellation.cancelledAt());
    }
    return transaction.add(LedgerItems.item(cancellation.creditNote()));
  }

  private static String window(Ground ground) {
    return switch (ground) {
      case TERMS -> "windowClosesAt > :now AND ";
      case DECISION -> "";
    };
  }

  private static void flip(
      Transaction transaction, Entitlement before, Entitlement after, String window, Instant now) {
    transaction.put(
        EntitlementItems.item(after),
        "version = :version AND " + window + EntitlementItems.GATE_OPEN,
        Map.of(
            ":version", number(before.version()),
            ":none", number(0),
            ":now", AttributeValue.fromS(Keys.time(now))));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
