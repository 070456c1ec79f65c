package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.cancellation.Cancellations;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;

/** Cancellations in DynamoDB: one update for each line, regardless of its keys and links. */
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
    var transaction = CancelledItems.add(table.writes().transaction(), cancellation);
    records.record(transaction, activity);
    records.answer(transaction, once, now);
    return table.writes().commit(transaction, now, Patience.IN_A_CROWD);
  }
}
