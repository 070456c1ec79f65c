package dev.keyshelf.domain.resale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.resale.PriceList.Level;
import dev.keyshelf.domain.resale.PriceList.Priced;
import dev.keyshelf.domain.resale.PriceList.SkuPrice;
import dev.keyshelf.domain.resale.ResalePrice.Fixed;
import dev.keyshelf.domain.resale.ResalePrice.WithMargin;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceListTest {
  private static final SkuId SKU = new SkuId("server");
  private static final Money PAID = usd("100.00");

  private static Money usd(String amount) {
    return Money.of(amount, "USD");
  }

  private static Margin margin(String percent) {
    return Margin.parse(percent).orElseThrow();
  }

  private static SkuPrice fixed(String amount, String currency) {
    return new SkuPrice(SKU, new Fixed(Money.of(amount, currency)));
  }

  private static SkuPrice of(String sku, String percent) {
    return new SkuPrice(new SkuId(sku), new WithMargin(margin(percent)));
  }

  private static PriceList list(SkuPrice... prices) {
    return new PriceList(Optional.of(margin("10")), List.of(prices));
  }

  @Test
  void takesTheSkusPriceFirstThenItsMarginThenTheLists() {
    assertThat(list(of("server", "20"), fixed("150.00", "USD")).priced(SKU, PAID))
        .contains(new Priced(usd("150.00"), Level.SKU_PRICE));
    assertThat(list(fixed("150.00", "USD"), of("server", "20")).priced(SKU, PAID))
        .contains(new Priced(usd("150.00"), Level.SKU_PRICE));
    assertThat(list(of("server", "20"), of("client", "30")).priced(SKU, PAID))
        .contains(new Priced(usd("120.00"), Level.SKU_MARGIN));
    assertThat(list(of("client", "30")).priced(SKU, PAID))
        .contains(new Priced(usd("110.00"), Level.MARGIN));
  }

  @Test
  void takesNoPriceInAnotherCurrency() {
    assertThat(list(fixed("150.00", "EUR")).priced(SKU, PAID))
        .contains(new Priced(usd("110.00"), Level.MARGIN));
  }

  @Test
  void pricesNothingWhenEmpty() {
    assertThat(new PriceList(Optional.empty(), List.of()).priced(SKU, PAID)).isEmpty();
  }

  @Test
  void hasOneMarginForASkuAndOnePriceInEachCurrency() {
    var prices =
        List.of(
            of("server", "1"),
            fixed("1.00", "USD"),
            fixed("1.00", "EUR"),
            fixed("2.00", "USD"),
            of("server", "1"),
            of("client", "1"));

    assertThat(PriceList.repeated(prices)).containsExactly(3, 4);
    assertThatThrownBy(() -> new PriceList(Optional.empty(), prices))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hasAtMost400Prices() {
    var many = Collections.nCopies(401, of("server", "1"));

    assertThatThrownBy(() -> new PriceList(Optional.empty(), many))
        .hasMessageContaining("at most 400");
  }

  @Test
  void takesAPriceOfZeroAndNoneBelow() {
    assertThat(list(fixed("0.00", "USD")).priced(SKU, PAID))
        .contains(new Priced(usd("0.00"), Level.SKU_PRICE));
    assertThatThrownBy(() -> new Fixed(usd("-0.01"))).isInstanceOf(IllegalArgumentException.class);
  }
}
