package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.domain.partner.Partners;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Partners in DynamoDB. */
final class DynamoPartners implements Partners {
  /** An import says what a partner is now, whatever it was: there is nothing to compare with. */
  private static final String WHATEVER_IT_WAS =
      "attribute_exists(" + Keys.PARTITION + ") OR attribute_not_exists(" + Keys.PARTITION + ")";

  private final Table table;

  DynamoPartners(Table table) {
    this.table = table;
  }

  @Override
  public Optional<Partner> find(PartnerId id) {
    return table
        .get(Keys.partner(id))
        .map(
            item ->
                new Partner(
                    id,
                    item.text("name"),
                    item.flag("suspended"),
                    Set.copyOf(item.texts("eligiblePrograms"))));
  }

  @Override
  public void publish(List<Partner> partners) {
    for (var partner : partners) {
      var entry = Item.at(Keys.registryEntry(partner.id()));
      table.put(entry, WHATEVER_IT_WAS, Map.of());
      var item =
          Item.at(Keys.partner(partner.id()))
              .with("name", partner.name())
              .with("suspended", partner.suspended())
              .withTexts("eligiblePrograms", partner.eligiblePrograms());
      table.put(item, WHATEVER_IT_WAS, Map.of());
    }
  }
}
