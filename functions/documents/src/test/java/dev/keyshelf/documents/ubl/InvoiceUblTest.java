package dev.keyshelf.documents.ubl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.documents.DrawnDocuments;
import dev.keyshelf.testkit.document.EInvoiceRules;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Checks drawn documents by the public rule sets. */
class InvoiceUblTest {
  private static final long SEED = DrawnDocuments.seed();

  @Test
  void hasNoFindings() {
    var drawn = new DrawnDocuments(SEED);
    for (int i = 0; i < 200; i++) {
      var document = drawn.next();
      if (document.currency().getDefaultFractionDigits() > 2) {
        continue;
      }
      var file = InvoiceUbl.render(document);

      assertThat(EInvoiceRules.findings(file))
          .as(() -> "seed %s: %s".formatted(SEED, new String(file, StandardCharsets.UTF_8)))
          .isEmpty();
    }
  }
}
