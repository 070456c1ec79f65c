package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.ArtifactChoice;
import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.domain.catalog.CatalogueVersions;
import dev.keyshelf.domain.catalog.Offer;
import dev.keyshelf.domain.catalog.ProductSummary;
import dev.keyshelf.domain.catalog.ProgramTerms;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SkuId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Versions of the catalogue in DynamoDB: written beside the current one, then pointed at. */
final class DynamoCatalogueVersions implements CatalogueVersions {
  /** A version's items name its content: whoever writes one again writes the same. */
  private static final String NOT_LATER =
      "attribute_not_exists(suppliedAt) OR suppliedAt <= :suppliedAt";

  private final Table table;

  DynamoCatalogueVersions(Table table) {
    this.table = table;
  }

  @Override
  public boolean publish(CatalogueVersion version, Instant suppliedAt) {
    var values = Map.of(":suppliedAt", AttributeValue.fromS(Keys.time(suppliedAt)));
    items(version)
        .forEach(item -> table.put(item.with("suppliedAt", suppliedAt), NOT_LATER, values));
    var pointer =
        Item.at(Keys.currentCatalogue())
            .with(DynamoCatalogue.VERSION, version.id())
            .with("suppliedAt", suppliedAt);
    return table.put(pointer, NOT_LATER, values);
  }

  private static List<Item> items(CatalogueVersion version) {
    var items = new ArrayList<Item>();
    version.terms().stream()
        .collect(Collectors.groupingBy(ProgramTerms::program))
        .forEach(
            (program, editions) ->
                items.add(
                    CatalogueItems.fill(Item.at(Keys.terms(version.id(), program)), editions)));
    version.products().forEach(entry -> items.addAll(items(version.id(), entry)));
    return items;
  }

  private static List<Item> items(String version, CatalogueVersion.Entry entry) {
    var product = entry.product();
    var items = new ArrayList<Item>();
    items.add(
        CatalogueItems.fill(
            Item.at(Keys.productSummary(version, product.id())),
            new ProductSummary(product, entry.skus().stream().map(Sku::id).toList())));
    for (var sku : entry.skus()) {
      items.add(CatalogueItems.fill(Item.at(Keys.sku(version, sku.id())), sku));
    }
    Map<SkuId, Map<Market, List<Offer>>> offers =
        entry.offers().stream()
            .collect(Collectors.groupingBy(Offer::sku, Collectors.groupingBy(Offer::market)));
    offers.forEach(
        (sku, byMarket) ->
            byMarket.forEach(
                (market, dated) ->
                    items.add(
                        CatalogueItems.fill(
                            Item.at(Keys.offers(version, sku, market)), sku, market, dated))));
    entry.artifacts().stream()
        .map(
            artifact ->
                ArtifactItems.fill(Item.at(Keys.artifact(version, choice(artifact))), artifact))
        .forEach(items::add);
    return items;
  }

  private static ArtifactChoice choice(Artifact artifact) {
    return new ArtifactChoice(
        artifact.product(), artifact.version(), artifact.language(), artifact.fileType());
  }
}
