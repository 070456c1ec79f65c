package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.Seal;
import dev.keyshelf.domain.sealing.SealProgress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How far logs are sealed, in DynamoDB: beside each other, as jobs read them. */
final class DynamoSealProgress implements SealProgress {
  private final Table table;

  DynamoSealProgress(Table table) {
    this.table = table;
  }

  @Override
  public Map<PartnerId, Reached> ofShard(int shard) {
    var reached = new LinkedHashMap<PartnerId, Reached>();
    table
        .query(Table.Range.all(Keys.sealProgressOf(shard)))
        .forEach(item -> reached.put(new PartnerId(item.text(Keys.SORT)), reached(item)));
    return reached;
  }

  @Override
  public Optional<Reached> find(PartnerId partner) {
    return table.get(Keys.sealProgress(partner)).map(DynamoSealProgress::reached);
  }

  @Override
  public void note(PartnerId partner, Reached reached) {
    var item = Item.at(Keys.sealProgress(partner)).with("lookedTo", reached.lookedTo());
    reached
        .last()
        .ifPresent(link -> item.with("sealed", link.hour()).with("sha256", link.sha256()));
    // Of two runs at once the one that is behind changes nothing.
    table
        .writes()
        .put(
            item,
            "attribute_not_exists(" + Keys.PARTITION + ") OR lookedTo < :lookedTo",
            Map.of(":lookedTo", AttributeValue.fromS(Keys.time(reached.lookedTo()))));
  }

  private static Reached reached(Item item) {
    return new Reached(
        item.optionalInstant("sealed").map(hour -> new Seal.Link(hour, item.text("sha256"))),
        item.instant("lookedTo"));
  }
}
