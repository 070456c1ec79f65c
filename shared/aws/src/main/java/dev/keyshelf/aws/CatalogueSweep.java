package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.CatalogueVersions;
import dev.keyshelf.domain.catalog.ProductSummary;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sets DynamoDB's TTL on the items of abandoned versions of the catalogue. It first claims a
 * version in a transaction that fails if the version is current. A claimed version cannot be
 * published. An import that begins the version again gets a higher generation, whose items this
 * claim does not touch.
 */
final class CatalogueSweep {
  /** The number of products that are marked before each check of the remaining time. */
  private static final int PRODUCTS = 25;

  /**
   * The condition for marking an item. Items that lead to others are marked after them, so that a
   * later run can resume a sweep that ended early.
   */
  private static final String UNMARKED =
      "generation <= :generation AND attribute_not_exists(removableAt)";

  private final Table table;
  private final Instant now;
  private final TimeLeft timeLeft;
  private final AttributeValue removableAt;

  CatalogueSweep(Table table, Instant now, TimeLeft timeLeft) {
    this.table = table;
    this.now = now;
    this.timeLeft = timeLeft;
    var removable = now.plus(CatalogueVersions.KEPT).getEpochSecond();
    this.removableAt = AttributeValue.fromN(Long.toString(removable));
  }

  /** Sweeps until the time is over. Returns whether all work is done. */
  boolean run() {
    var current =
        table.get(Keys.currentCatalogue()).map(item -> item.text(DynamoCatalogue.VERSION));
    var entries =
        table.query(Table.Range.startingWith(Keys.CATALOGUE, Keys.CATALOGUE_VERSION)).stream()
            .filter(entry -> !current.equals(entry.optionalText(DynamoCatalogue.VERSION)))
            .filter(this::isGivenUp)
            .toList();
    // Claims all versions first. A claim is decided at the time "now", and marking takes long.
    for (var entry : entries.stream().filter(this::claim).toList()) {
      if (!mark(entry)) {
        return false;
      }
    }
    return true;
  }

  /** Excludes unpublished versions whose import may still be running. */
  private boolean isGivenUp(Item entry) {
    var isWritten =
        entry.has(DynamoCatalogueVersions.PUBLISHED_AT)
            || !entry
                .instant(DynamoCatalogueVersions.BEGAN_AT)
                .isAfter(now.minus(CatalogueVersions.LONGEST_IMPORT));
    return isWritten && !entry.has(Keys.TTL);
  }

  /** Claims a version. Returns whether this sweep may mark its items. */
  private boolean claim(Item entry) {
    if (entry.has(DynamoCatalogueVersions.SWEPT_AT)) {
      return true;
    }
    var claim =
        table
            .writes()
            .transaction()
            .update(
                entry.key(),
                "SET sweptAt = :now",
                "generation = :generation",
                Map.of(
                    ":now", AttributeValue.fromS(Keys.time(now)), ":generation", generation(entry)))
            .check(
                Keys.currentCatalogue(),
                "attribute_not_exists(catalogueVersion) OR catalogueVersion <> :version",
                Map.of(":version", AttributeValue.fromS(entry.text(DynamoCatalogue.VERSION))));
    return table.writes().commit(claim, now) == Commit.DONE;
  }

  private static AttributeValue generation(Item entry) {
    return AttributeValue.fromN(Long.toString(entry.number(DynamoCatalogueVersions.GENERATION)));
  }

  /** Marks the items of a version. Returns whether the whole version is marked. */
  private boolean mark(Item entry) {
    var version = entry.text(DynamoCatalogue.VERSION);
    var catalogue = Keys.catalogue(version);
    String after = null;
    Table.Page page;
    do {
      if (timeLeft.isOver()) {
        return false;
      }
      page = table.query(Table.Range.startingWith(catalogue, Keys.PRODUCT), PRODUCTS, after);
      var left = page.items().stream().filter(item -> !item.has(Keys.TTL)).toList();
      AtOnce.forEach(
          left,
          summary -> {
            markProduct(entry, version, CatalogueItems.summary(summary));
            mark(entry, List.of(summary));
          });
      after = page.items().isEmpty() ? null : page.items().getLast().text(Keys.SORT);
    } while (page.more());
    mark(entry, table.query(Table.Range.startingWith(catalogue, Keys.TERMS)));
    mark(entry, List.of(entry));
    return true;
  }

  private void markProduct(Item entry, String version, ProductSummary summary) {
    for (var sku : summary.skus()) {
      var partition = Keys.skuPartition(version, sku);
      mark(entry, table.query(Table.Range.between(partition, Keys.ALONE, Keys.OFFER + "~")));
    }
    var partition = Keys.product(version, summary.product().id());
    mark(entry, table.query(Table.Range.startingWith(partition, Keys.ARTIFACT)));
  }

  private void mark(Item entry, List<Item> items) {
    var values = Map.of(":removableAt", removableAt, ":generation", generation(entry));
    for (var item : items) {
      if (!item.has(Keys.TTL)) {
        table.writes().update(item.key(), "SET removableAt = :removableAt", UNMARKED, values);
      }
    }
  }
}
