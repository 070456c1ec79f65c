package dev.keyshelf.domain.order;

import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.Bought.anOrderOf;
import static dev.keyshelf.domain.Bought.perpetual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyshelf.domain.Bought;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.money.Money;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {
  private static final Order TWO_LINES =
      anOrderOf(
          perpetual().times(3).priced("10.00", "AUD").includingTaxOf("0.10"),
          perpetual().times(1).priced("0.05", "AUD").includingTaxOf("0.10"));

  @Test
  void has1To25Lines() {
    var lines = new Bought[26];
    Arrays.fill(lines, perpetual());

    assertThatCode(() -> anOrderOf(Arrays.copyOf(lines, 25))).doesNotThrowAnyException();
    assertThatIllegalArgumentException().isThrownBy(() -> anOrderOf(lines));
    assertThatIllegalArgumentException().isThrownBy(() -> withLines(List.of()));
  }

  @Test
  void hasOneCurrency() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> anOrderOf(perpetual(), perpetual().priced("1.00", "EUR")));
  }

  @Test
  void costsTheSumOfItsLines() {
    assertThat(TWO_LINES.total()).isEqualTo(Money.of("30.05", "AUD"));
  }

  @Test
  void sumsTheTaxOfItsLines() {
    assertThat(TWO_LINES.tax()).isEqualTo(Money.of("2.73", "AUD"));
  }

  @Test
  void makesAnEntitlementForEachLine() {
    assertThat(TWO_LINES.entitlements()).extracting(each -> each.id().line()).containsExactly(1, 2);
    assertThat(TWO_LINES.entitlements())
        .extracting(Entitlement::activeQuantity)
        .containsExactly(3, 1);
  }

  @Test
  void chargesItsTotalAndItsTax() {
    assertThat(TWO_LINES.charge().amount()).isEqualTo(TWO_LINES.total());
    assertThat(TWO_LINES.charge().tax()).isEqualTo(TWO_LINES.tax());
  }

  @Test
  void chargesAtTheTimeItWasPlaced() {
    assertThat(TWO_LINES.charge().at()).isEqualTo(NOON);
  }

  @Test
  void explainsItsCharge() {
    assertThat(TWO_LINES.charge().lines())
        .extracting(LedgerLine::explanation)
        .containsExactly("3 x 10.00 AUD", "1 x 0.05 AUD");
  }

  private static Order withLines(List<OrderLine> lines) {
    return Bought.anOrderOf(TWO_LINES.market(), NOON, lines);
  }
}
