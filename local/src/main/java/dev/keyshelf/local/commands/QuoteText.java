package dev.keyshelf.local.commands;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** A quote of a grant as a person reads it: asked, by the terms, and granted, side by side. */
final class QuoteText {
  private static final String ROW = "%-6s %-8s %20s %20s %20s  %s%n";

  private QuoteText() {}

  static String of(JsonNode quote) {
    var text = new StringBuilder();
    text.append(ROW.formatted("line", "units", "left of charge", "terms give", "granted", ""));
    for (var line : quote.path("lines")) {
      text.append(
          ROW.formatted(
              line.path("line").asText(),
              line.path("quantity").asText("-"),
              money(line.path("left")),
              money(line.path("terms")),
              money(line.path("granted")),
              line.has("detail") ? line.path("detail").asText() : line.path("title").asText()));
    }
    text.append(
        ROW.formatted("all", "", "", money(quote.path("terms")), money(quote.path("granted")), ""));
    text.append("asked for: %s%n".formatted(money(quote.path("asked"))));
    if (isNothing(quote.path("granted")) && quote.path("grantable").asBoolean()) {
      text.append("Careful: this ends the purchase and pays nothing.%n".formatted());
    }
    return text.append(
            "on the invoice of %s; quote %s%n"
                .formatted(quote.path("invoiceMonth").asText(), quote.path("quoteId").asText()))
        .toString();
  }

  private static boolean isNothing(JsonNode money) {
    return new BigDecimal(money.path("amount").asText()).signum() == 0;
  }

  private static String money(JsonNode money) {
    return money.isMissingNode()
        ? "-"
        : money.path("amount").asText() + " " + money.path("currency").asText();
  }
}
