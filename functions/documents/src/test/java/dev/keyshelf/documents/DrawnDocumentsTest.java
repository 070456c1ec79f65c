package dev.keyshelf.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.DocumentType;
import dev.keyshelf.domain.billing.TaxByLine;
import dev.keyshelf.domain.document.DocumentLine;
import dev.keyshelf.domain.money.Money;
import java.util.EnumSet;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** Checks that what other tests draw is what can be, and is various. */
class DrawnDocumentsTest {
  private static final long SEED = DrawnDocuments.seed();

  @Test
  void haveLinesThatAddUpToTheirTotals() {
    var drawn = new DrawnDocuments(SEED);
    for (int i = 0; i < 500; i++) {
      var document = drawn.next();
      var sum =
          document.lines().stream()
              .map(DocumentLine::amounts)
              .map(TaxByLine.Amounts::gross)
              .reduce(Money.zero(document.currency()), Money::plus);

      assertThat(sum).as("seed %s", SEED).isEqualTo(document.settlement().totals().gross());
    }
  }

  @Test
  void areTheSameForTheSameSeed() {
    assertThat(new DrawnDocuments(SEED).next()).isEqualTo(new DrawnDocuments(SEED).next());
  }

  @Test
  void areOfBothTypesInAllCurrencies() {
    var drawn = new DrawnDocuments(SEED);
    var types = EnumSet.noneOf(DocumentType.class);
    var currencies = new HashSet<String>();
    for (int i = 0; i < 500; i++) {
      var document = drawn.next();
      types.add(document.type());
      currencies.add(document.currency().getCurrencyCode());
    }

    assertThat(types).as("seed %s", SEED).containsOnly(DocumentType.values());
    assertThat(currencies).containsExactlyInAnyOrderElementsOf(Place.currencies());
  }
}
