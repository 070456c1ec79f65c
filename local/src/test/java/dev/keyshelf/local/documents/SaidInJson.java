package dev.keyshelf.local.documents;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads an issued invoice and its entries in JSON. */
final class SaidInJson {
  private SaidInJson() {}

  static Said of(JsonNode invoice, List<JsonNode> entries) {
    var rows = new ArrayList<Said.Row>();
    for (var entry : entries) {
      for (var line : entry.path("lines")) {
        var net = amount(line.path("net"));
        rows.add(
            new Said.Row(
                line.path("title").asText(),
                line.path("quantity").asInt(),
                isCredit(entry) ? net.negate() : net,
                entry.path("chargeInvoice").asText()));
      }
    }
    return new Said(
        invoice.path("number").asText(),
        invoice.path("documentType").asText(),
        invoice.path("currency").asText(),
        amount(invoice.at("/totals/net")),
        amount(invoice.at("/totals/tax")),
        amount(invoice.at("/totals/gross")),
        amount(invoice.path("carriedIn")),
        amount(invoice.path("due")),
        amount(invoice.path("carriedOut")),
        rows);
  }

  static boolean isCredit(JsonNode entry) {
    return entry.path("kind").asText().equals("CREDIT_NOTE");
  }

  static BigDecimal amount(JsonNode money) {
    return new BigDecimal(money.path("amount").asText());
  }
}
