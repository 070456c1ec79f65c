package dev.keyshelf.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.documents.ExampleDocument.Item;
import dev.keyshelf.domain.billing.DocumentType;
import org.junit.jupiter.api.Test;

class ExampleDocumentTest {
  @Test
  void drawsTheTotalsThatItsLinesAddUpTo() {
    var drawn =
        ExampleDocument.in("EUR")
            .charge(Item.taxed("Windows Server", 3, "33.35", "0.19"))
            .credit("OTHER", Item.taxed("Windows Server", 4, "33.35", "0.19"))
            .build();

    assertThat(drawn.type()).isEqualTo(DocumentType.CREDIT_NOTE);
    assertThat(drawn.settlement().totals().gross().toString()).isEqualTo("-39.69 EUR");
    assertThat(drawn.lines().stream().map(line -> line.amounts().gross().toString()).toList())
        .containsExactly("119.06 EUR", "-158.75 EUR");
  }
}
