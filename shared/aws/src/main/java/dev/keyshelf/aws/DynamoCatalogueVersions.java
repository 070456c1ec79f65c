package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.ArtifactChoice;
import dev.keyshelf.domain.catalog.CatalogueEntry;
import dev.keyshelf.domain.catalog.CatalogueVersions;
import dev.keyshelf.domain.catalog.ProductSummary;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.once.Attempts;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Versions of the catalogue in DynamoDB. An import writes a version beside the current one, then
 * moves the pointer to it. Each item has the generation that wrote it, so that a sweep touches only
 * the abandoned generation.
 */
final class DynamoCatalogueVersions implements CatalogueVersions {
  static final String GENERATION = "generation";
  static final String BEGAN_AT = "beganAt";
  static final String PUBLISHED_AT = "publishedAt";
  static final String SWEPT_AT = "sweptAt";
  private static final String SUPPLIED_AT = "suppliedAt";

  /** Marks a version whose files were all compared with their SHA-256. */
  private static final String VERIFIED = "filesVerified";

  private static final String NOT_LATER =
      "attribute_not_exists(suppliedAt) OR suppliedAt <= :suppliedAt";

  private final Table table;
  private final BulkWrites writes;

  DynamoCatalogueVersions(Table table, BulkWrites writes) {
    this.table = table;
    this.writes = writes;
  }

  @Override
  public Standing standing(String version, Instant suppliedAt) {
    var pointer = table.get(Keys.currentCatalogue());
    if (pointer.isEmpty()) {
      return new Standing.Open();
    }
    var current = pointer.get();
    // A version that a release without verification published is published again.
    if (current.text(DynamoCatalogue.VERSION).equals(version) && current.has(VERIFIED)) {
      if (current.instant(SUPPLIED_AT).isBefore(suppliedAt)) {
        // Otherwise a late retry of an import that was supplied in between would replace it.
        table
            .writes()
            .update(
                Keys.currentCatalogue(),
                "SET suppliedAt = :suppliedAt",
                "catalogueVersion = :version AND suppliedAt < :suppliedAt",
                Map.of(
                    ":suppliedAt",
                    AttributeValue.fromS(Keys.time(suppliedAt)),
                    ":version",
                    AttributeValue.fromS(version)));
      }
      return new Standing.Current(current.instant(PUBLISHED_AT));
    }
    return current.instant(SUPPLIED_AT).isAfter(suppliedAt)
        ? new Standing.Superseded(current.text(DynamoCatalogue.VERSION))
        : new Standing.Open();
  }

  @Override
  public Draft begin(String version, Instant suppliedAt, Instant now) {
    var key = Keys.catalogueVersion(version);
    return Attempts.until(
        () -> {
          var seen = table.get(key).map(item -> item.number(GENERATION)).orElse(0L);
          // Replaces the whole entry, including the marks of a sweep or an earlier import.
          var entry =
              Item.at(key)
                  .with(DynamoCatalogue.VERSION, version)
                  .with(GENERATION, seen + 1)
                  .with(SUPPLIED_AT, suppliedAt)
                  .with(BEGAN_AT, now);
          var values = Map.of(":seen", AttributeValue.fromN(Long.toString(seen)));
          return table
                  .writes()
                  .put(entry, "attribute_not_exists(generation) OR generation = :seen", values)
              ? Optional.of(new Draft(version, suppliedAt, seen + 1))
              : Optional.empty();
        });
  }

  /**
   * Writes in two rounds. Items that lead to others come first. Otherwise a sweep would not find
   * the items that a killed import has left.
   */
  @Override
  public void write(Draft draft, List<CatalogueEntry> entries) {
    var first = new ArrayList<Item>();
    var second = new ArrayList<Item>();
    for (var entry : entries) {
      switch (entry) {
        case CatalogueEntry.OfProgram(var editions) ->
            first.add(
                CatalogueItems.fill(
                    item(draft, Keys.terms(draft.version(), editions.getFirst().program())),
                    editions));
        case CatalogueEntry.OfProduct product -> {
          first.add(summary(draft, product));
          second.addAll(belongings(draft, product));
        }
        case CatalogueEntry.OfPrice(var sku, var market, var offers) ->
            second.add(
                CatalogueItems.fill(
                    item(draft, Keys.offers(draft.version(), sku, market)), sku, market, offers));
      }
    }
    writes.put(first);
    writes.put(second);
  }

  private static Item summary(Draft draft, CatalogueEntry.OfProduct entry) {
    var product = entry.product();
    return CatalogueItems.fill(
        item(draft, Keys.productSummary(draft.version(), product.id())),
        new ProductSummary(product, entry.skus().stream().map(Sku::id).toList()));
  }

  private static List<Item> belongings(Draft draft, CatalogueEntry.OfProduct entry) {
    var items = new ArrayList<Item>();
    for (var sku : entry.skus()) {
      items.add(CatalogueItems.fill(item(draft, Keys.sku(draft.version(), sku.id())), sku));
    }
    for (var artifact : entry.artifacts()) {
      var key = Keys.artifact(draft.version(), choice(artifact));
      items.add(ArtifactItems.fill(item(draft, key), artifact));
    }
    return items;
  }

  private static ArtifactChoice choice(Artifact artifact) {
    return new ArtifactChoice(
        artifact.product(), artifact.version(), artifact.language(), artifact.fileType());
  }

  private static Item item(Draft draft, Key key) {
    return Item.at(key).with(GENERATION, draft.generation());
  }

  @Override
  public boolean publish(Draft draft, Instant now) {
    var pointer =
        Item.at(Keys.currentCatalogue())
            .with(DynamoCatalogue.VERSION, draft.version())
            .with(SUPPLIED_AT, draft.suppliedAt())
            .with(PUBLISHED_AT, now)
            .with(VERIFIED, true);
    var flip =
        table
            .writes()
            .transaction()
            .put(
                pointer,
                NOT_LATER,
                Map.of(":suppliedAt", AttributeValue.fromS(Keys.time(draft.suppliedAt()))))
            // The version was neither swept nor begun again, so all its items exist and stay.
            .update(
                Keys.catalogueVersion(draft.version()),
                "SET publishedAt = :now",
                "generation = :generation AND attribute_not_exists(sweptAt)"
                    + " AND attribute_not_exists(publishedAt)",
                Map.of(
                    ":now",
                    AttributeValue.fromS(Keys.time(now)),
                    ":generation",
                    AttributeValue.fromN(Long.toString(draft.generation()))));
    return table.writes().commit(flip, now) == Commit.DONE || isCurrentAfterAll(draft);
  }

  private boolean isCurrentAfterAll(Draft draft) {
    return switch (standing(draft.version(), draft.suppliedAt())) {
      case Standing.Current _ -> true;
      case Standing.Superseded _ -> false;
      case Standing.Open _ ->
          throw new UnavailableException("another import of this version has begun");
    };
  }

  @Override
  public boolean sweep(Instant now, TimeLeft timeLeft) {
    return new CatalogueSweep(table, now, timeLeft).run();
  }
}
