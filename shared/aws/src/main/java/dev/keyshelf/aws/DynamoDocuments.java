package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.document.Document;
import dev.keyshelf.domain.document.Documents;
import dev.keyshelf.domain.document.Lacking;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rendered documents in DynamoDB: a partner has one partition of them. */
final class DynamoDocuments implements Documents {
  /** Holds for a note of what is missing, and if there is none. Documents have a digest. */
  private static final String NO_DOCUMENT = "attribute_not_exists(sha256)";

  private final Table table;
  private final Clock clock;

  DynamoDocuments(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  @Override
  public List<Document> made(PartnerId partner, String number) {
    return read(partner, DocumentKeys.made(number)).stream()
        .map(item -> DocumentItems.document(partner, item))
        .toList();
  }

  @Override
  public List<Lacking> lacking(PartnerId partner, String number) {
    return lackingAt(partner, DocumentKeys.lacks(number));
  }

  @Override
  public List<Lacking> lacking(PartnerId partner) {
    return lackingAt(partner, DocumentKeys.LACKS);
  }

  private List<Lacking> lackingAt(PartnerId partner, String prefix) {
    return read(partner, prefix).stream()
        .map(item -> DocumentItems.lacking(partner, item))
        .toList();
  }

  private List<Item> read(PartnerId partner, String prefix) {
    return table.query(Table.Range.startingWith(DocumentKeys.documentsOf(partner), prefix));
  }

  @Override
  public Commit keep(Document document, ActivityRecord record) {
    var lacks = DocumentKeys.lacks(document.partner(), document.number(), document.format());
    var transaction =
        table
            .writes()
            .transaction()
            .add(DocumentItems.made(document))
            .add(ActivityItems.item(record))
            .remove(lacks, NO_DOCUMENT, Map.of());
    return table.writes().commit(transaction, document.renderedAt());
  }

  @Override
  public void note(Lacking lacking) {
    var made = DocumentKeys.made(lacking.partner(), lacking.number(), lacking.format());
    var transaction =
        table
            .writes()
            .transaction()
            .absent(made)
            .put(DocumentItems.lacks(lacking), NO_DOCUMENT, Map.of());
    // Passes the current time, because here a decision does not get stale. The condition suffices.
    table.writes().commit(transaction, clock.instant());
  }

  @Override
  public Optional<Progress> progress(int shard) {
    return table.get(DocumentKeys.progress(shard)).map(DocumentItems::progress);
  }

  @Override
  public void done(int shard, Progress progress) {
    table
        .writes()
        .put(
            DocumentItems.progress(shard, progress),
            "attribute_not_exists(through) OR through < :through"
                + " OR (through = :through AND asOf < :asOf)",
            Map.of(
                ":through", AttributeValue.fromS(progress.through().toString()),
                ":asOf", AttributeValue.fromS(Keys.time(progress.asOf()))));
  }
}
