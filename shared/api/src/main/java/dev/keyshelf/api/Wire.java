package dev.keyshelf.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.entitlement.References;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and writes the JSON of domain types that several capabilities share. */
public final class Wire {
  private static final int CODE = 3;
  private static final int LONGEST_AMOUNT = 24;
  private static final String SAVES =
      " It saves up to %s %%.".formatted(HybridBenefit.MOST_PERCENT);
  private static final Pattern AMOUNT = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");

  private Wire() {}

  /** Writes an amount: {@code {"amount":"1200.00","currency":"USD"}}. */
  public static ObjectNode money(Money money) {
    return Json.object()
        .put("amount", money.amount().toPlainString())
        .put("currency", money.currency().getCurrencyCode());
  }

  /**
   * Reads an amount that is not negative: decimal text without an exponent, and with no more
   * decimals than its currency. The currency must be one that payments use.
   */
  public static Optional<Money> money(Body body) {
    var zero = body.parsed("currency", CODE, "an ISO 4217 currency code, such as USD", Wire::zero);
    return body.parsed(
        "amount",
        LONGEST_AMOUNT,
        "a decimal number as text, not negative, with no more decimals than its currency has,"
            + " such as 1944.00",
        text -> AMOUNT.matcher(text).matches() ? amount(text, zero) : Optional.empty());
  }

  /** Writes the fields that a client needs to choose and verify a file. */
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
      // The currency's fault is recorded already. The amount may be valid in another currency.
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
      return Optional.empty(); // The amount is larger than any allowed one.
    }
  }

  /**
   * Writes the terms of a purchase, as they were when it was made. {@code cancellableUntil} is
   * present only if the buyer can cancel it, {@code requestableUntil} only if a support request can
   * ask for that, and {@code link} only if the purchase has downloads.
   */
  public static ObjectNode terms(Purchase purchase) {
    var terms = purchase.terms();
    var json =
        Json.object()
            .put("program", terms.program())
            .put("edition", terms.edition())
            .put("cancellation", terms.cancellation().name())
            .put("windowOf", windowOf(terms.windowOfProduct()));
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

  /** Returns the word for what a cancellation window belongs to: the product or the edition. */
  public static String windowOf(boolean product) {
    return product ? "PRODUCT" : "EDITION";
  }

  /**
   * Writes what an order line bought, with the values of that time.
   *
   * @param wording chooses the language of the titles
   */
  public static ObjectNode purchase(Purchase purchase, Wording wording) {
    var json =
        Json.object()
            .put("productId", purchase.product().value())
            .put("productTitle", wording.title(purchase.productTitles()))
            .put("skuId", purchase.sku().value())
            .put("skuTitle", wording.title(purchase.skuTitles()))
            .put("kind", purchase.kind().name())
            .put("quantity", purchase.quantity());
    json.set("unitPrice", money(purchase.unitPrice()));
    json.set("total", money(purchase.total()));
    json.put("taxIncluded", purchase.taxIncluded());
    json.set("tax", money(purchase.tax()));
    taxMode(json, purchase);
    json.set("terms", terms(purchase));
    purchase.term().ifPresent(term -> json.put("termEndsAt", term.endsAt().toString()));
    purchase
        .hybridBenefit()
        .ifPresent(benefit -> json.set("hybridBenefit", hybridBenefit(benefit)));
    return references(json, purchase.references());
  }

  /** Adds how the amounts of a line relate to tax, and the rate if tax is included or added. */
  public static ObjectNode taxMode(ObjectNode line, Purchase purchase) {
    line.put("taxMode", purchase.taxMode().name());
    purchase.appliedTaxRate().ifPresent(rate -> line.put("taxRate", rate.toPlainString()));
    return line;
  }

  /** Adds the references of a line that it has; the number of its order is not among them. */
  public static ObjectNode references(ObjectNode line, References references) {
    references.reference().ifPresent(text -> line.put("reference", text));
    references.costCentre().ifPresent(text -> line.put("costCentre", text));
    return line;
  }

  /**
   * Writes how a licence qualifies for Azure Hybrid Benefit: its edition, its use, how much it
   * saves at most and an explanation.
   */
  public static ObjectNode hybridBenefit(HybridBenefit benefit) {
    return Json.object()
        .put("edition", benefit.name())
        .put("use", benefit.use().name())
        .put("upToPercent", HybridBenefit.MOST_PERCENT)
        .put("explanation", explanation(benefit));
  }

  private static String explanation(HybridBenefit benefit) {
    return switch (benefit) {
      case STANDARD ->
          "A Standard licence can be converted: it then runs virtual machines in Azure at the base"
              + " rate of Linux, and no longer on the customer's own hardware."
              + SAVES;
      case DATACENTER ->
          "A Datacenter licence can be re-used: it runs virtual machines in Azure at the base rate"
              + " of Linux, and still runs on the customer's own hardware."
              + SAVES;
    };
  }
}
