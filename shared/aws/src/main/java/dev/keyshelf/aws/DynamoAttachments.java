package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.support.Attachment;
import dev.keyshelf.domain.support.AttachmentId;
import dev.keyshelf.domain.support.AttachmentType;
import dev.keyshelf.domain.support.Attachments;
import dev.keyshelf.domain.support.SupportRequestState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attachments in DynamoDB. Each has one of a fixed number of places, which limits their number. */
final class DynamoAttachments implements Attachments {
  private static final String AWAITED = "id = :id AND attribute_not_exists(attachedAt)";

  private final Table table;
  private final CommandRecords records;

  DynamoAttachments(Table table, CommandRecords records) {
    this.table = table;
    this.records = records;
  }

  @Override
  public List<Attachment> list(PartnerId partner, SupportRequestId request) {
    var range = Table.Range.startingWith(Keys.supportOf(partner, request), Keys.ATTACHMENT);
    return table.query(range).stream().map(item -> attachment(partner, request, item)).toList();
  }

  @Override
  public Commit await(Attachment attachment, Optional<Attachment> instead, IdempotencyRecord once) {
    var transaction = table.writes().transaction();
    instead.ifPresentOrElse(
        other -> transaction.put(item(attachment), AWAITED, isStill(other)),
        () -> transaction.add(item(attachment)));
    openRequest(transaction, attachment);
    records.answer(transaction, once, attachment.begunAt());
    return table.writes().commit(transaction, attachment.begunAt());
  }

  @Override
  public Commit attach(Attachment attached, ActivityRecord activity, IdempotencyRecord once) {
    var transaction = table.writes().transaction().put(item(attached), AWAITED, isStill(attached));
    openRequest(transaction, attached);
    records.record(transaction, activity);
    records.answer(transaction, once, activity.at());
    return table.writes().commit(transaction, activity.at());
  }

  private static Map<String, AttributeValue> isStill(Attachment attachment) {
    return Map.of(":id", AttributeValue.fromS(attachment.id().value()));
  }

  private static void openRequest(Transaction transaction, Attachment attachment) {
    transaction.check(
        Keys.supportRequest(attachment.partner(), attachment.request()),
        "attribute_exists(" + Keys.PARTITION + ") AND requestState <> :closed",
        Map.of(":closed", AttributeValue.fromS(SupportRequestState.CLOSED.name())));
  }

  private static Item item(Attachment attachment) {
    return Item.at(Keys.attachment(attachment))
        .with("id", attachment.id().value())
        .with("place", attachment.place())
        .with("fileName", attachment.fileName())
        .with("type", attachment.type().name())
        .with("size", attachment.size())
        .with("sha256", attachment.sha256())
        .with("begunAt", attachment.begunAt())
        .with("begunBy", attachment.begunBy())
        .withInstant("attachedAt", attachment.attachedAt());
  }

  private static Attachment attachment(PartnerId partner, SupportRequestId request, Item item) {
    return new Attachment(
        new AttachmentId(item.text("id")),
        partner,
        request,
        item.integer("place"),
        item.text("fileName"),
        AttachmentType.valueOf(item.text("type")),
        item.number("size"),
        item.text("sha256"),
        item.instant("begunAt"),
        item.text("begunBy"),
        item.optionalInstant("attachedAt"));
  }
}
