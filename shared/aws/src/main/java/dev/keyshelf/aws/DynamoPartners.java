package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.domain.partner.Partners;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Partners in DynamoDB. */
final class DynamoPartners implements Partners {
  /** An import that was supplied earlier never replaces a later one. */
  static final String NOT_LATER = "attribute_not_exists(suppliedAt) OR suppliedAt <= :suppliedAt";

  static final String SUPPLIED_AT = "suppliedAt";
  private static final String IMPORTED_AT = "importedAt";
  private static final String PARTNER = "partner";
  private static final String TENANTS = "tenants";

  private final Table table;
  private final Clock clock;

  DynamoPartners(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  @Override
  public Optional<Partner> find(PartnerId id) {
    return table.get(Keys.partner(id)).map(item -> partner(id, item));
  }

  static Partner partner(PartnerId id, Item item) {
    return new Partner(
        id,
        item.text("name"),
        item.flag("suspended"),
        Set.copyOf(item.texts("eligiblePrograms")),
        item.has(TENANTS) ? Set.copyOf(item.texts(TENANTS)) : Set.of());
  }

  /** An entry stays when its partner loses the tenant, so the partner itself is asked, too. */
  @Override
  public Optional<PartnerId> findByTenant(String tenant) {
    return table
        .get(Keys.tenant(tenant))
        .map(entry -> new PartnerId(entry.text(PARTNER)))
        .filter(id -> find(id).filter(each -> each.tenants().contains(tenant)).isPresent());
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
  public Page importedAfter(int shard, Instant instant, int limit, Optional<PartnerId> after) {
    var found =
        table.search(
            Table.Range.all(Keys.registryShard(shard)),
            limit,
            after.map(PartnerId::value).orElse(null),
            Entry::of,
            entry -> entry.importedAt().isAfter(instant));
    return new Page(found.items().stream().map(Entry::id).toList(), found.last().map(Entry::id));
  }

  private record Entry(PartnerId id, Instant importedAt) {
    /** Reads an entry. Those of earlier releases hold only when they were supplied. */
    static Entry of(Item item) {
      return new Entry(
          new PartnerId(item.text(Keys.SORT)),
          item.optionalInstant(IMPORTED_AT).orElseGet(() -> item.instant(SUPPLIED_AT)));
    }
  }

  @Override
  public void publish(List<Partner> partners, Instant suppliedAt) {
    var values = Map.of(":suppliedAt", AttributeValue.fromS(Keys.time(suppliedAt)));
    for (var partner : partners) {
      var entry =
          Item.at(Keys.registryEntry(partner.id()))
              .with(SUPPLIED_AT, suppliedAt)
              .with(IMPORTED_AT, clock.instant());
      table.writes().put(entry, NOT_LATER, values);
      for (var tenant : partner.tenants()) {
        var owner =
            Item.at(Keys.tenant(tenant))
                .with(PARTNER, partner.id().value())
                .with(SUPPLIED_AT, suppliedAt);
        table.writes().put(owner, NOT_LATER, values);
      }
      var item =
          Item.at(Keys.partner(partner.id()))
              .with("name", partner.name())
              .with("suspended", partner.suspended())
              .withTexts("eligiblePrograms", partner.eligiblePrograms())
              .withTexts(TENANTS, partner.tenants())
              .with(SUPPLIED_AT, suppliedAt);
      table.writes().put(item, NOT_LATER, values);
    }
  }
}
