package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.cancellation.Cancellations;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Cancellations in DynamoDB: one change of one item for each line, however many keys and links. */
final class DynamoCancellations implements Cancellations {
  private final Table table;
  private final CommandRecords records;

  DynamoCancellations(Table table, CommandRecords records) {
    this.table = table;
    this.records = records;
  }

  @Override
  public Commit commit(Cancellation cancellation, ActivityRecord activity, IdempotencyRecord once) {
    var now = cancellation.cancelledAt();
    var order = cancellation.order();
    var transaction =
        table
            .transaction()
            .update(
                OrderItems.key(order),
                "SET orderState = :state, version = :next",
                "version = :version",
                Map.of(
                    ":state", AttributeValue.fromS(order.state().name()),
                    ":next", number(order.version()),
                    ":version", number(order.version() - 1)));
    for (int i = 0; i < cancellation.after().size(); i++) {
      flip(transaction, cancellation.before().get(i), cancellation.after().get(i), now);
    }
    transaction.add(LedgerItems.item(cancellation.creditNote()));
    records.record(transaction, activity);
    records.answer(transaction, once, now);
    return table.commit(transaction, now, Table.CROWD_BUDGET);
  }

  private static void flip(
      Transaction transaction, Entitlement before, Entitlement after, Instant now) {
    transaction.put(
        EntitlementItems.item(after),
        "version = :version AND windowClosesAt > :now AND " + EntitlementItems.GATE_OPEN,
        Map.of(
            ":version", number(before.version()),
            ":none", number(0),
            ":now", AttributeValue.fromS(Keys.time(now))));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
