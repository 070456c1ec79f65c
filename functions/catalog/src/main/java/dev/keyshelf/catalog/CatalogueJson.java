package dev.keyshelf.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.BrowseCatalogue.Shown;
import dev.keyshelf.domain.catalog.Listing;
import dev.keyshelf.domain.catalog.Product;
import dev.keyshelf.domain.catalog.ProgramTerms;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.http.Json;
import java.time.Instant;
import java.util.List;

/** The catalogue in JSON. */
final class CatalogueJson {
  private CatalogueJson() {}

  static ObjectNode products(List<Product> products, Market market) {
    var json = Json.object().put("market", market.code());
    var items = json.putArray("items");
    products.forEach(product -> items.add(product(product)));
    return json;
  }

  static ObjectNode product(Product product) {
    return Json.object()
        .put("productId", product.id().value())
        .put("title", product.title())
        .put("program", product.program())
        .put("kind", product.kind().name())
        .put("cancellation", product.cancellation().name());
  }

  static ObjectNode shown(Shown shown, Market market, Instant now) {
    var product = shown.detail().product();
    var json = product(product).put("market", market.code());
    var closed = shown.terms().isClosed(product.kind(), market);
    var skus = json.putArray("skus");
    shown.detail().listings().forEach(each -> skus.add(sku(each, closed, now)));
    json.set("terms", terms(shown.terms(), shown, market));
    var artifacts = json.putArray("artifacts");
    shown.detail().artifacts().forEach(each -> artifacts.add(artifact(each)));
    return json;
  }

  private static ObjectNode sku(Listing listing, boolean closed, Instant now) {
    var sku = listing.sku();
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
    var offer = listing.offerAt(now);
    json.put("available", offer.isPresent() && !closed);
    offer.ifPresent(
        valid -> {
          json.set("unitPrice", Wire.money(valid.unitPrice()));
          json.put("taxRate", valid.taxRate().toPlainString());
        });
    return json;
  }

  private static ObjectNode terms(ProgramTerms terms, Shown shown, Market market) {
    var product = shown.detail().product();
    var json =
        Json.object()
            .put("edition", terms.edition())
            .put("effectiveFrom", terms.effectiveFrom().toString())
            .put("cancellation", terms.cancellation().orStricter(product.cancellation()).name())
            .put("cancellationWindow", terms.window().toString())
            .put("taxIncluded", terms.includesTax(market))
            .put("closedMarket", terms.isClosed(product.kind(), market));
    json.putObject("link")
        .put("lifetime", terms.link().lifetime().toString())
        .put("downloads", terms.link().downloads());
    return json;
  }

  private static ObjectNode artifact(Artifact artifact) {
    return Json.object()
        .put("version", artifact.version())
        .put("language", artifact.language())
        .put("fileType", artifact.fileType())
        .put("fileName", artifact.fileName())
        .put("size", artifact.size())
        .put("sha256", artifact.sha256())
        .put("releasedAt", artifact.releasedAt().toString());
  }
}
