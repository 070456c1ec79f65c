package dev.keyshelf.documents.ubl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.documents.DrawnDocuments;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.document.DocumentLacks;
import dev.keyshelf.testkit.document.EInvoiceRules;
import dev.keyshelf.testkit.document.EInvoiceSums;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Checks drawn documents by the public rule sets. To repeat a run, set keyshelf.seed. */
class DrawnInvoiceUblTest {
  private static final int DOCUMENTS = 250;
  private static final long SEED = DrawnDocuments.seed();

  @Test
  void hasNoFindings() {
    System.out.println("drawn from seed " + SEED);
    var drawn = new DrawnDocuments(SEED);
    for (int i = 0; i < DOCUMENTS; i++) {
      var document = drawn.next();
      if (!DocumentLacks.of(document, DocumentFormat.UBL).isEmpty()) {
        assertThat(document.currency().getDefaultFractionDigits()).isGreaterThan(2);
        continue;
      }
      var file = InvoiceUbl.render(document);

      assertThat(EInvoiceRules.findings(file))
          .as(() -> "seed %s: %s".formatted(SEED, new String(file, StandardCharsets.UTF_8)))
          .isEmpty();
      assertThat(EInvoiceSums.differences(file)).as("seed %s", SEED).isEmpty();
    }
  }
}
