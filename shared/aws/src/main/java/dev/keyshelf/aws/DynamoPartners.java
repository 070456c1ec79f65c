package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.domain.partner.Partners;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Partners in DynamoDB. */
final class DynamoPartners implements Partners {
  private static final String NOT_LATER =
      "attribute_not_exists(suppliedAt) OR suppliedAt <= :suppliedAt";

  private final Table table;

  DynamoPartners(Table table) {
    this.table = table;
  }

  @Override
  public Optional<Partner> find(PartnerId id) {
    return table.get(Keys.partner(id)).map(item -> partner(id, item));
  }

  static Partner partner(PartnerId id, Item item) {
    return new Partner(
        id, item.text("name"), item.flag("suspended"), Set.copyOf(item.texts("eligiblePrograms")));
  }

  @Override
  public Page registered(int shard, int limit, Optional<PartnerId> after) {
    var page =
        table.query(
            Table.Range.all(Keys.registryShard(shard)),
            limit,
            after.map(PartnerId::value).orElse(null));
    var partners = page.items().stream().map(item -> new PartnerId(item.text(Keys.SORT))).toList();
    return new Page(partners, page.more() ? Optional.of(partners.getLast()) : Optional.empty());
  }

  @Override
  public void publish(List<Partner> partners, Instant suppliedAt) {
    var values = Map.of(":suppliedAt", AttributeValue.fromS(Keys.time(suppliedAt)));
    for (var partner : partners) {
      var entry = Item.at(Keys.registryEntry(partner.id())).with("suppliedAt", suppliedAt);
      table.writes().put(entry, NOT_LATER, values);
      var item =
          Item.at(Keys.partner(partner.id()))
              .with("name", partner.name())
              .with("suspended", partner.suspended())
              .withTexts("eligiblePrograms", partner.eligiblePrograms())
              .with("suppliedAt", suppliedAt);
      table.writes().put(item, NOT_LATER, values);
    }
  }
}
