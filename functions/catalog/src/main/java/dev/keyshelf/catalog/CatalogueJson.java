package dev.keyshelf.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Wire;
import dev.keyshelf.api.Wording;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.Availability;
import dev.keyshelf.domain.catalog.BrowseCatalogue.Detail;
import dev.keyshelf.domain.catalog.BrowseCatalogue.Shown;
import dev.keyshelf.domain.catalog.BrowseCatalogue.ShownProduct;
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
   * Writes products with the SKUs that can be bought, and counts those that cannot.
   *
   * @param stock whether they are in stock
   * @param all whether to also write the SKUs that cannot be bought, with the reasons
   */
  static ObjectNode products(
      List<ShownProduct> products, ShownStock stock, Market market, boolean all, Wording wording) {
    var json = Json.object().put("market", market.code());
    var items = json.putArray("items");
    var unavailable = 0;
    for (var shown : products) {
      var skus = all ? shown.skus() : shown.available();
      unavailable += shown.skus().size() - shown.available().size();
      if (!skus.isEmpty()) {
        var item = product(shown.product(), wording);
        var list = item.putArray("skus");
        skus.forEach(each -> list.add(sku(each, stock, wording)));
        items.add(item);
      }
    }
    return json.put("unavailableSkus", unavailable);
  }

  static ObjectNode detail(Detail detail, ShownStock stock, Market market, Wording wording) {
    var product = detail.product().product();
    var json = product(product, wording).put("market", market.code());
    var skus = json.putArray("skus");
    detail.product().skus().forEach(each -> skus.add(sku(each, stock, wording)));
    detail.terms().ifPresent(terms -> json.set("terms", terms(terms, product, market)));
    var artifacts = json.putArray("artifacts");
    detail.artifacts().forEach(each -> artifacts.add(artifact(each)));
    return json;
  }

  private static ObjectNode product(Product product, Wording wording) {
    return Json.object()
        .put("productId", product.id().value())
        .put("title", wording.title(product.titles()))
        .put("program", product.program())
        .put("kind", product.kind().name())
        .put("cancellation", product.cancellation().name());
  }

  private static ObjectNode sku(Shown shown, ShownStock stock, Wording wording) {
    var sku = shown.sku();
    var json =
        Json.object()
            .put("skuId", sku.id().value())
            .put("title", wording.title(sku.titles()))
            .put("edition", sku.edition())
            .put("unit", sku.unit())
            .put("minimumQuantity", sku.minimumQuantity())
            .put("maximumQuantity", sku.maximumQuantity())
            .put("hasKeys", sku.keys().isPresent())
            .put("softwareAssurance", sku.hasSoftwareAssurance());
    stock.fill(json, sku);
    sku.term().ifPresent(term -> json.put("term", term.toString()));
    sku.offeredBenefit()
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
        var reason =
            reasons
                .addObject()
                .put("code", code(obstacle.code()).toString())
                .put("detail", obstacle.why());
        obstacle.marketsAsOf().ifPresent(date -> reason.put("asOf", date.toString()));
      }
    }
    return json;
  }

  /** Returns the code that an order of the SKU would be refused with. */
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
            .put("cancellationWindow", terms.windowOf(product).toString())
            .put("windowOf", Wire.windowOf(product.window().isPresent()))
            .put("credit", terms.creditOf(product.kind()).name())
            .put("taxIncluded", terms.includesTax(market))
            .put("taxMode", terms.taxModeIn(market).name())
            .put("closedMarket", terms.isClosed(product.kind(), market))
            .put("eligiblePartnersOnly", terms.eligiblePartnersOnly());
    terms.marketsAsOf().ifPresent(date -> json.put("closedMarketsAsOf", date.toString()));
    json.putObject("link")
        .put("lifetime", terms.link().lifetime().toString())
        .put("downloads", terms.link().downloads());
    return json;
  }

  private static ObjectNode artifact(Artifact artifact) {
    return Wire.artifact(artifact).put("releasedAt", artifact.releasedAt().toString());
  }
}
