package dev.keyshelf.local.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuoteTextTest {
  private static List<String> text(String granted, String more) {
    var quote =
        """
        {"quoteId": "q1", "grantable": true, "invoiceMonth": "2026-11",
         "terms": {"amount": "0.00", "currency": "USD"}, "granted": %1$s, %2$s
         "lines": [{"line": 2, "title": "Capacity, a year", "quantity": 3, "granted": %1$s,
                    "left": {"amount": "90.00", "currency": "USD"},
                    "terms": {"amount": "0.00", "currency": "USD"}}]}
        """
            .formatted(granted, more);
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
  void putsWhatIsAskedBesideTheTermsAndTheGrant() {
    var asked = "\"asked\": {\"amount\": \"80.00\", \"currency\": \"USD\"},";

    assertThat(text("{\"amount\": \"70.00\", \"currency\": \"USD\"}", asked))
        .containsExactly(
            "line  units  left of charge  terms give  granted",
            "2  3  90.00 USD  0.00 USD  70.00 USD  Capacity, a year",
            "all  0.00 USD  70.00 USD",
            "asked for: 80.00 USD",
            "on the invoice of 2026-11; quote q1");
  }

  @Test
  void warnsWhereNothingIsPaid() {
    assertThat(text("{\"amount\": \"0.00\", \"currency\": \"USD\"}", ""))
        .contains("asked for: -", "Careful: this ends the purchase and pays nothing.");
  }
}
