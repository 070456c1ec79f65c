package dev.keyshelf.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the domain's words that several capabilities use look in JSON. */
public final class Wire {
  private static final int CODE = 3;
  private static final int LONGEST_AMOUNT = 24;
  private static final Pattern AMOUNT = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");

  private Wire() {}

  /** Writes an amount: {@code {"amount":"1200.00","currency":"USD"}}. */
  public static ObjectNode money(Money money) {
    return Json.object()
        .put("amount", money.amount().toPlainString())
        .put("currency", money.currency().getCurrencyCode());
  }

  /**
   * Reads an amount that is not negative: a decimal text without an exponent and with no more
   * decimals than its currency, which is one that is paid with.
   */
  public static Optional<Money> money(Body body) {
    var zero = body.parsed("currency", CODE, "a currency of ISO 4217, such as USD", Wire::zero);
    return body.parsed(
        "amount",
        LONGEST_AMOUNT,
        "a decimal text, not negative, with no more decimals than its currency, such as 1944.00",
        text -> AMOUNT.matcher(text).matches() ? amount(text, zero) : Optional.empty());
  }

  /** Writes what a client needs to choose and check a file. */
  public static ObjectNode artifact(Artifact artifact) {
    return Json.object()
        .put("version", artifact.version())
        .put("language", artifact.language())
        .put("fileType", artifact.fileType())
        .put("fileName", artifact.fileName())
        .put("size", artifact.size())
        .put("sha256", artifact.sha256());
  }

  private static Optional<Money> zero(String currencyCode) {
    try {
      return Optional.of(Money.of("0", currencyCode));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Money> amount(String text, Optional<Money> zero) {
    if (zero.isEmpty()) {
      // The currency's fault is noted; the amount can be right in another one.
      return Optional.of(Money.of("0", "USD"));
    }
    var currency = zero.get().currency();
    var point = text.indexOf('.');
    var decimals = point < 0 ? 0 : text.length() - point - 1;
    if (decimals > currency.getDefaultFractionDigits()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Money.of(text, currency.getCurrencyCode()));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // Too large for any amount.
    }
  }

  /**
   * Writes the terms that a purchase keeps. Until when it can be cancelled is there only if its
   * buyer can cancel it; else until when a support request can ask for that, if any can. The rule
   * of links is there only if it has downloads.
   */
  public static ObjectNode terms(Purchase purchase) {
    var terms = purchase.terms();
    var json =
        Json.object()
            .put("program", terms.program())
            .put("edition", terms.edition())
            .put("cancellation", terms.cancellation().name());
    switch (terms.cancellation()) {
      case SELF_SERVICE -> json.put("cancellableUntil", terms.window().closesAt().toString());
      case SUPPORT_REQUEST -> json.put("requestableUntil", terms.window().closesAt().toString());
      case NEVER -> {}
    }
    json.put("credit", terms.credit().name());
    if (purchase.hasDownloads()) {
      json.putObject("link")
          .put("lifetime", terms.link().lifetime().toString())
          .put("downloads", terms.link().downloads());
    }
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
    json.set("terms", terms(purchase));
    purchase.term().ifPresent(term -> json.put("termEndsAt", term.endsAt().toString()));
    purchase
        .hybridBenefit()
        .ifPresent(benefit -> json.set("hybridBenefit", hybridBenefit(benefit)));
    return json;
  }

  /**
   * Writes how a licence qualifies for Azure Hybrid Benefit: its edition, its use, and both said.
   */
  public static ObjectNode hybridBenefit(HybridBenefit benefit) {
    return Json.object()
        .put("edition", benefit.name())
        .put("use", benefit.use().name())
        .put("explanation", explanation(benefit));
  }

  private static String explanation(HybridBenefit benefit) {
    return switch (benefit) {
      case STANDARD ->
          "A Standard licence can be converted: it then runs virtual machines in Azure at the base"
              + " rate of Linux, and no longer on the customer's own hardware.";
      case DATACENTER ->
          "A Datacenter licence can be re-used: it runs virtual machines in Azure at the base rate"
              + " of Linux, and still runs on the customer's own hardware.";
    };
  }
}
