package dev.keyshelf.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InvoicesPageTest {
  private static final Money NOTHING = Money.of("0.00", "USD");
  private static final YearMonth FIRST = YearMonth.of(2020, 1);
  private static final Optional<Invoices.Position> NEXT =
      Optional.of(new Invoices.Position(FIRST, "EUR"));

  private static Invoice invoice(int number, int rates) {
    var taxes =
        IntStream.range(0, rates)
            .mapToObj(
                rate ->
                    new TaxSum(
                        TaxMode.ADDED, Optional.of(BigDecimal.valueOf(rate, 3)), NOTHING, NOTHING))
            .toList();
    var totals = new Totals(NOTHING, NOTHING, NOTHING, NOTHING, 0, 0, taxes);
    return new Invoice(
        new PartnerId("partner-a"),
        FIRST.plusMonths(number),
        number,
        Instant.EPOCH,
        new Settlement(totals, NOTHING),
        Optional.empty(),
        Optional.empty());
  }

  private static Invoices.Page page(int... rates) {
    var invoices = IntStream.range(0, rates.length).mapToObj(i -> invoice(i, rates[i])).toList();
    return new Invoices.Page(invoices, NEXT);
  }

  @Test
  void endsBeforeItsInvoicesHaveTooManyRowsOfTax() {
    var page = page(300, 300, 300).withTaxesUpTo(600);

    assertThat(page.invoices()).extracting(Invoice::number).isEqualTo(List.of(0L, 1L));
    assertThat(page.next()).hasValue(new Invoices.Position(FIRST.plusMonths(1), "USD"));
  }

  @Test
  void isWholeIfItsInvoicesHaveFewRows() {
    assertThat(page(300, 299, 1).withTaxesUpTo(600)).isEqualTo(page(300, 299, 1));
  }

  @Test
  void hasAtLeastOneInvoice() {
    assertThat(page(601, 0).withTaxesUpTo(600).invoices()).hasSize(1);
  }
}
