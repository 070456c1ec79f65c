package dev.keyshelf.local.editions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of an edition whose prices include tax in two markets only. */
interface IncludesTaxInAustraliaAndBrazil {
  Edition edition();

  /**
   * Three at 33.35: 100.05 x 0.10 / 1.10 = 9.0954..., 100.05 x 0.17 / 1.17 = 14.5371... Rounded for
   * each unit, they would be 9.09 and 14.55.
   */
  @ParameterizedTest
  @CsvSource({
    "AU, true,  100.05 AUD, 9.10 AUD",
    "BR, true,  100.05 BRL, 14.54 BRL",
    "US, false, 100.05 USD, 0.00 USD",
    "DE, false, 100.05 EUR, 0.00 EUR"
  })
  default void includesTaxInAustraliaAndBrazilOnly(
      String market, boolean included, String total, String tax) {
    var order = edition().buys(market, EditionCatalogue.SERVER + ":3").json();

    assertThat(order.at("/lines/0/taxIncluded").asBoolean()).isEqualTo(included);
    assertThat(Edition.money(order.at("/total"))).isEqualTo(total);
    assertThat(Edition.money(order.at("/tax"))).isEqualTo(tax);
  }
}
