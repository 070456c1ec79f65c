package dev.keyshelf.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.Availability;
import dev.keyshelf.domain.catalog.BrowseCatalogue.Detail;
import dev.keyshelf.domain.catalog.BrowseCatalogue.Shown;
import dev.keyshelf.domain.catalog.BrowseCatalogue.ShownProduct;
import dev.keyshelf.domain.catalog.CreditRule;
import dev.keyshelf.domain.catalog.Product;
import dev.keyshelf.domain.catalog.ProgramTerms;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.ProblemCode;
import java.util.List;

/** The catalogue in JSON. */
final class CatalogueJson {
  private CatalogueJson() {}

  /**
   * Writes products with the SKUs that can be bought; those that cannot are counted.
   *
   * @param all whether to write what cannot be bought as well, with its reasons
   */
  static ObjectNode products(List<ShownProduct> products, Market market, boolean all) {
    var json = Json.object().put("market", market.code());
    var items = json.putArray("items");
    var unavailable = 0;
    for (var shown : products) {
      var skus = all ? shown.skus() : shown.available();
      unavailable += shown.skus().size() - shown.available().size();
      if (!skus.isEmpty()) {
        var item = product(shown.product());
        var list = item.putArray("skus");
        skus.forEach(each -> list.add(sku(each)));
        items.add(item);
      }
    }
    return json.put("unavailableSkus", unavailable);
  }

  static ObjectNode detail(Detail detail, Market market) {
    var product = detail.product().product();
    var json = product(product).put("market", market.code());
    var skus = json.putArray("skus");
    detail.product().skus().forEach(each -> skus.add(sku(each)));
    detail.terms().ifPresent(terms -> json.set("terms", terms(terms, product, market)));
    var artifacts = json.putArray("artifacts");
    detail.artifacts().forEach(each -> artifacts.add(artifact(each)));
    return json;
  }

  private static ObjectNode product(Product product) {
    return Json.object()
        .put("productId", product.id().value())
        .put("title", product.title())
        .put("program", product.program())
        .put("kind", product.kind().name())
        .put("cancellation", product.cancellation().name());
  }

  private static ObjectNode sku(Shown shown) {
    var sku = shown.sku();
    var json =
        Json.object()
            .put("skuId", sku.id().value())
            .put("title", sku.title())
            .put("edition", sku.edition())
            .put("unit", sku.unit())
            .put("minimumQuantity", sku.minimumQuantity())
            .put("maximumQuantity", sku.maximumQuantity())
            .put("hasKeys", sku.keys().isPresent());
    sku.term().ifPresent(term -> json.put("term", term.toString()));
    sku.hybridBenefit()
        .ifPresent(benefit -> json.set("hybridBenefit", Wire.hybridBenefit(benefit)));
    return availability(json, shown.availability());
  }

  private static ObjectNode availability(ObjectNode json, Availability availability) {
    json.put("available", availability.isGiven());
    availability
        .offer()
        .ifPresent(
            offer -> {
              json.set("unitPrice", Wire.money(offer.unitPrice()));
              json.put("taxRate", offer.taxRate().toPlainString());
              offer.validUntil().ifPresent(end -> json.put("offeredUntil", end.toString()));
            });
    if (!availability.isGiven()) {
      var reasons = json.putArray("unavailableBecause");
      for (var obstacle : availability.obstacles()) {
        reasons
            .addObject()
            .put("code", code(obstacle.code()).toString())
            .put("detail", obstacle.why());
      }
    }
    return json;
  }

  /** The codes that an order of it would be refused with. */
  private static ProblemCode code(Availability.Obstacle.Code code) {
    return switch (code) {
      case NOT_SOLD_IN_MARKET -> ProblemCode.NOT_SOLD_IN_MARKET;
      case PARTNER_NOT_ELIGIBLE -> ProblemCode.PARTNER_NOT_ELIGIBLE;
    };
  }

  private static ObjectNode terms(ProgramTerms terms, Product product, Market market) {
    var json =
        Json.object()
            .put("edition", terms.edition())
            .put("effectiveFrom", terms.effectiveFrom().toString())
            .put("cancellation", terms.cancellationOf(product).name())
            .put("cancellationWindow", terms.window().toString())
            .put("credit", terms.credit().getOrDefault(product.kind(), CreditRule.NONE).name())
            .put("taxIncluded", terms.includesTax(market))
            .put("closedMarket", terms.isClosed(product.kind(), market))
            .put("eligiblePartnersOnly", terms.eligiblePartnersOnly());
    json.putObject("link")
        .put("lifetime", terms.link().lifetime().toString())
        .put("downloads", terms.link().downloads());
    return json;
  }

  private static ObjectNode artifact(Artifact artifact) {
    return Wire.artifact(artifact).put("releasedAt", artifact.releasedAt().toString());
  }
}
