package dev.keyshelf.local.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuoteTextTest {
  private static List<String> text(String granted, String more) {
    return text(granted, more, "");
  }

  private static List<String> text(String granted, String more, String ofLine) {
    var quote =
        """
        {"quoteId": "q1", "grantable": true, "invoiceMonth": "2026-11",
         "terms": {"amount": "0.00", "currency": "USD"}, "granted": %1$s, %2$s
         "lines": [{%3$s "line": 2, "title": "Capacity, a year", "quantity": 3, "granted": %1$s,
                    "left": {"amount": "90.00", "currency": "USD"},
                    "terms": {"amount": "0.00", "currency": "USD"}}]}
        """
            .formatted(granted, more, ofLine);
    try {
      return QuoteText.of(new ObjectMapper().readTree(quote))
          .lines()
          .map(line -> line.strip().replaceAll(" {2,}", "  "))
          .toList();
    } catch (JsonProcessingException malformed) {
      throw new AssertionError(malformed);
    }
  }

  @Test
  void showsTheRequestedSumBesideTheTermsAndTheGrant() {
    var asked = "\"asked\": {\"amount\": \"80.00\", \"currency\": \"USD\"},";

    assertThat(text("{\"amount\": \"70.00\", \"currency\": \"USD\"}", asked))
        .containsExactly(
            "line  units  left of charge  by the terms  granted",
            "2  3  90.00 USD  0.00 USD  70.00 USD  Capacity, a year",
            "total  0.00 USD  70.00 USD",
            "The partner asked for: 80.00 USD",
            "The credit goes on the invoice of 2026-11. Quote: q1");
  }

  @Test
  void saysThatTheInvoiceAddsTaxToTheCredit() {
    assertThat(
            text(
                "{\"amount\": \"70.00\", \"currency\": \"USD\"}",
                "",
                "\"taxMode\": \"ADDED\", \"taxRate\": \"0.19\","))
        .anyMatch(line -> line.endsWith("(tax is added on the invoice, at a rate of 0.19)"));
  }

  @Test
  void warnsIfNothingIsPaid() {
    assertThat(text("{\"amount\": \"0.00\", \"currency\": \"USD\"}", ""))
        .contains(
            "The partner asked for: -", "Warning: this ends the purchase and credits nothing.");
  }
}
