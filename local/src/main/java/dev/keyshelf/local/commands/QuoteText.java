package dev.keyshelf.local.commands;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Formats the quote of a grant: what is left of each charge, the terms' credit and the grant's. */
final class QuoteText {
  private static final String ROW = "%-6s %-8s %20s %20s %20s  %s%n";

  private QuoteText() {}

  static String of(JsonNode quote) {
    var text = new StringBuilder();
    text.append(ROW.formatted("line", "units", "left of charge", "by the terms", "granted", ""));
    for (var line : quote.path("lines")) {
      text.append(
          ROW.formatted(
              line.path("line").asText(),
              line.path("quantity").asText("-"),
              money(line.path("left")),
              money(line.path("terms")),
              money(line.path("granted")),
              line.has("detail") ? line.path("detail").asText() : titled(line)));
    }
    text.append(
        ROW.formatted(
            "total", "", "", money(quote.path("terms")), money(quote.path("granted")), ""));
    text.append("The partner asked for: %s%n".formatted(money(quote.path("asked"))));
    if (isNothing(quote.path("granted")) && quote.path("grantable").asBoolean()) {
      text.append("Warning: this ends the purchase and credits nothing.%n".formatted());
    }
    return text.append(
            "The credit goes on the invoice of %s. Quote: %s%n"
                .formatted(quote.path("invoiceMonth").asText(), quote.path("quoteId").asText()))
        .toString();
  }

  private static String titled(JsonNode line) {
    var title = line.path("title").asText();
    return line.path("taxMode").asText().equals("ADDED")
        ? title
            + " (tax is added on the invoice, at a rate of %s)"
                .formatted(line.path("taxRate").asText())
        : title;
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
