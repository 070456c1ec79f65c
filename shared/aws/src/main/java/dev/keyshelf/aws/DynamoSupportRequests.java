package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.support.Note;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.domain.support.SupportRequests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Support requests in DynamoDB. A partner's requests share one partition. The notes and attachments
 * of each request have another.
 */
final class DynamoSupportRequests implements SupportRequests {
  private final Table table;
  private final CommandRecords records;

  DynamoSupportRequests(Table table, CommandRecords records) {
    this.table = table;
    this.records = records;
  }

  @Override
  public Optional<SupportRequest> find(PartnerId partner, SupportRequestId id) {
    return table
        .get(Keys.supportRequest(partner, id))
        .map(item -> SupportItems.request(partner, item));
  }

  @Override
  public Page list(PartnerId partner, Wanted wanted, int limit, Optional<SupportRequestId> after) {
    var found =
        table.search(
            Table.Range.startingWith(Keys.supportOf(partner), Keys.REQUEST).backwards(),
            limit,
            after.map(id -> Keys.supportRequest(partner, id).sort()).orElse(null),
            item -> SupportItems.request(partner, item),
            wanted::includes);
    return new Page(found.items(), found.last().map(SupportRequest::id));
  }

  @Override
  public List<Note> notes(PartnerId partner, SupportRequestId id) {
    return table.query(Table.Range.startingWith(Keys.supportOf(partner, id), Keys.NOTE)).stream()
        .map(SupportItems::note)
        .toList();
  }

  @Override
  public Commit add(SupportRequest request, ActivityRecord activity, IdempotencyRecord once) {
    var transaction = table.writes().transaction().add(SupportItems.item(request));
    records.record(transaction, activity);
    records.answer(transaction, once, activity.at());
    return table.writes().commit(transaction, activity.at());
  }

  @Override
  public Commit move(
      SupportRequest before,
      SupportRequest after,
      Optional<Note> note,
      ActivityRecord activity,
      IdempotencyRecord once) {
    var transaction = moved(before, after);
    note.ifPresent(said -> transaction.add(SupportItems.item(after, said)));
    records.record(transaction, activity);
    records.answer(transaction, once, activity.at());
    return table.writes().commit(transaction, activity.at());
  }

  @Override
  public Commit grant(
      SupportRequest before,
      SupportRequest after,
      Note note,
      Cancellation cancellation,
      List<ActivityRecord> activities,
      IdempotencyRecord once) {
    var transaction = moved(before, after).add(SupportItems.item(after, note));
    CancelledItems.add(transaction, cancellation);
    activities.forEach(activity -> records.record(transaction, activity));
    records.answer(transaction, once, cancellation.cancelledAt());
    return table.writes().commit(transaction, cancellation.cancelledAt(), Patience.IN_A_CROWD);
  }

  private Transaction moved(SupportRequest before, SupportRequest after) {
    return table
        .writes()
        .transaction()
        .put(
            SupportItems.item(after),
            "version = :version",
            Map.of(":version", AttributeValue.fromN(Long.toString(before.version()))));
  }
}
