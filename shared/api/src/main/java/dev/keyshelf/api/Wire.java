package dev.keyshelf.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.catalog.FrozenTerms;
import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.http.Json;
import java.time.Instant;

/** How the domain's words that several capabilities use look in JSON. */
public final class Wire {
  private Wire() {}

  /** Writes an amount: {@code {"amount":"1200.00","currency":"USD"}}. */
  public static ObjectNode money(Money money) {
    return Json.object()
        .put("amount", money.amount().toPlainString())
        .put("currency", money.currency().getCurrencyCode());
  }

  /** Writes the terms that an order keeps. */
  public static ObjectNode terms(FrozenTerms terms) {
    var json =
        Json.object()
            .put("program", terms.program())
            .put("edition", terms.edition())
            .put("cancellation", terms.cancellation().name())
            .put("cancellableUntil", terms.window().closesAt().toString())
            .put("credit", terms.credit().name());
    json.putObject("link")
        .put("lifetime", terms.link().lifetime().toString())
        .put("downloads", terms.link().downloads());
    return json;
  }

  /** Writes what a line bought, as it stood at the purchase. */
  public static ObjectNode purchase(Purchase purchase) {
    var json =
        Json.object()
            .put("productId", purchase.product().value())
            .put("productTitle", purchase.productTitle())
            .put("skuId", purchase.sku().value())
            .put("skuTitle", purchase.skuTitle())
            .put("kind", purchase.kind().name())
            .put("quantity", purchase.quantity());
    json.set("unitPrice", money(purchase.unitPrice()));
    json.set("total", money(purchase.total()));
    json.put("taxIncluded", purchase.taxIncluded());
    json.set("tax", money(purchase.tax()));
    json.set("terms", terms(purchase.terms()));
    purchase.term().ifPresent(term -> json.put("termEndsAt", term.endsAt().toString()));
    purchase
        .hybridBenefit()
        .ifPresent(benefit -> json.set("hybridBenefit", hybridBenefit(benefit)));
    return json;
  }

  /** Writes how a licence qualifies for Azure Hybrid Benefit: its edition, and its use. */
  public static ObjectNode hybridBenefit(HybridBenefit benefit) {
    return Json.object().put("edition", benefit.name()).put("use", benefit.use().name());
  }

  /** Gives what an entitlement is called at an instant: ACTIVE, PARTIALLY_CANCELLED, ... */
  public static String state(Entitlement entitlement, Instant now) {
    return switch (entitlement.gateAt(now)) {
      case CANCELLED -> "CANCELLED";
      case TERM_ENDED -> "TERM_ENDED";
      case OPEN ->
          entitlement.activeQuantity() < entitlement.purchase().quantity()
              ? "PARTIALLY_CANCELLED"
              : "ACTIVE";
    };
  }
}
