package dev.keyshelf.local.editions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of an edition that does not mention tax, so no price includes tax. */
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
