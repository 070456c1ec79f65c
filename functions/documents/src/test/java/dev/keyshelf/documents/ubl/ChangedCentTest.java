package dev.keyshelf.documents.ubl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.documents.DrawnDocuments;
import dev.keyshelf.testkit.document.EInvoiceRules;
import dev.keyshelf.testkit.document.EInvoiceSums;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Changes each amount of a drawn document by a minor unit, one after the other. The public rules or
 * the sums find each. Prices of items and taxable amounts are what the rules are lenient about.
 */
class ChangedCentTest {
  private static final long SEED = DrawnDocuments.seed();
  private static final Pattern AMOUNT =
      Pattern.compile("<cbc:(\\w+) currencyID=\"\\w+\">(-?[0-9.]+)<");

  @ParameterizedTest
  @ValueSource(strings = {"EUR", "GBP", "AUD", "JPY"})
  void isFound(String currency) {
    var drawn = new DrawnDocuments(SEED);
    for (var kind : DrawnDocuments.Kind.values()) {
      var text = new String(InvoiceUbl.render(drawn.next(currency, kind)), StandardCharsets.UTF_8);
      var amounts = AMOUNT.matcher(text);
      while (amounts.find()) {
        var amount = new BigDecimal(amounts.group(2));
        var more = amount.add(amount.ulp()).toPlainString();
        var changed = text.substring(0, amounts.start(2)) + more + text.substring(amounts.end(2));

        assertThat(isSuspect(changed.getBytes(StandardCharsets.UTF_8)))
            .as(() -> "seed %s, %s of %s".formatted(SEED, amounts.group(1), text))
            .isTrue();
      }
    }
  }

  private static boolean isSuspect(byte[] file) {
    return !EInvoiceSums.differences(file).isEmpty() || !EInvoiceRules.findings(file).isEmpty();
  }
}
