package dev.keyshelf.local.editions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An edition that does not state how prices and tax are related: no price includes any. */
interface StatesNoTax {
  Edition edition();

  String software();

  @ParameterizedTest
  @ValueSource(strings = {"AU", "BR", "US", "DE"})
  default void includesTaxNowhere(String market) {
    var order = edition().buys(market, software() + ":3").json();

    assertThat(order.at("/lines/0/taxIncluded").asBoolean()).isFalse();
    assertThat(order.at("/tax/amount").asText()).isEqualTo("0.00");
  }
}
