package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.Seal;
import dev.keyshelf.domain.sealing.SealProgress;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores in DynamoDB how far each partner's log is sealed. A job reads a whole shard. */
final class DynamoSealProgress implements SealProgress {
  private final Table table;

  DynamoSealProgress(Table table) {
    this.table = table;
  }

  @Override
  public Notes ofShard(int shard) {
    var reached = new LinkedHashMap<PartnerId, Reached>();
    var malformed = new LinkedHashMap<String, RuntimeException>();
    for (var item : table.query(Table.Range.all(SealKeys.progressOf(shard)))) {
      var partner = item.text(Keys.SORT);
      try {
        reached.put(new PartnerId(partner), reached(item));
      } catch (IllegalArgumentException | IllegalStateException | DateTimeException why) {
        malformed.put(partner, why);
      }
    }
    return new Notes(reached, malformed);
  }

  @Override
  public Optional<Reached> find(PartnerId partner) {
    return table.get(SealKeys.progress(partner)).map(DynamoSealProgress::reached);
  }

  @Override
  public void note(PartnerId partner, Reached reached) {
    var item = Item.at(SealKeys.progress(partner)).with("lookedTo", reached.lookedTo());
    reached
        .last()
        .ifPresent(link -> item.with("sealed", link.hour()).with("sha256", link.sha256()));
    // If two runs race, the one that is behind changes nothing.
    table
        .writes()
        .put(
            item,
            "attribute_not_exists(" + Keys.PARTITION + ") OR lookedTo < :lookedTo",
            Map.of(":lookedTo", AttributeValue.fromS(Keys.time(reached.lookedTo()))));
  }

  private static Reached reached(Item item) {
    if (item.has("sealed") != item.has("sha256")) {
      // Without its last seal, a log would be sealed from its beginning again.
      throw new IllegalStateException("a note of progress names half a seal");
    }
    return new Reached(
        item.optionalInstant("sealed").map(hour -> new Seal.Link(hour, item.text("sha256"))),
        item.instant("lookedTo"));
  }
}
