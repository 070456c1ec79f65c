package dev.keyshelf.local.editions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sister program: software for eligible partners only, with cancels by support request. */
class Edition20200505Test extends EveryEdition implements CancelsBySupportRequest, StatesNoTax {
  private static final String NOT_ELIGIBLE = "partner-b";

  Edition20200505Test() {
    super("on-premises", "2020-05-05", EditionCatalogue.EXCHANGE, codes("CN RU JE AD BY"));
  }

  @Override
  String otherRoute() {
    return "SELF_SERVICE";
  }

  @Test
  void sellsNothingOfItsProgramBeforeItsFirstEdition() {
    edition().at(edition().first().minusMillis(1));

    var refused =
        edition()
            .tries("US", EditionCatalogue.EXCHANGE + ":1")
            .expectRefusal("409 not-sold-in-market");
    assertThat(refused.at("/errors/0/detail")).contains("no edition of", "is in force");
  }

  @Test
  void refusesAPartnerWhoIsNotEligibleAndNamesItself() {
    var refused =
        edition()
            .agentOf(NOT_ELIGIBLE)
            .post(
                edition().customerOf(NOT_ELIGIBLE) + "/orders",
                Shop.lines(EditionCatalogue.EXCHANGE + ":1"));

    assertThat(refused.expectRefusal("403 partner-not-eligible").at("/errors/0/detail"))
        .contains(edition().name());
  }

  @Test
  void keepsTheSisterProgramOpenToEveryPartner() {
    edition()
        .agentOf(NOT_ELIGIBLE)
        .post(
            edition().customerOf(NOT_ELIGIBLE) + "/orders",
            Shop.lines(EditionCatalogue.SERVER + ":1"))
        .expect(201);
  }

  @Test
  void supersedesNoEditionOfTheSisterProgram() {
    edition().at(edition().first());
    var order =
        edition().buys("US", EditionCatalogue.SERVER + ":1", EditionCatalogue.EXCHANGE + ":1");

    assertThat(order.at("/lines/0/terms/edition")).isEqualTo("2020-01-21");
    assertThat(order.at("/lines/1/terms/edition")).isEqualTo("2020-05-05");
  }

  @Test
  void cancelsOnlyTheSisterProgramsLineOfAnOrderBySelfService() {
    var order =
        edition().buys("US", EditionCatalogue.SERVER + ":1", EditionCatalogue.EXCHANGE + ":1");

    edition().cancels(order).expectRefusal("409 needs-support-request");
    edition().cancels(order, "?lines=1").expect(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CN", "RU", "JE", "AD", "BY"})
  void closesNoMarket(String market) {
    assertThat(
            edition().buys(market, EditionCatalogue.EXCHANGE + ":1").at("/lines/0/terms/edition"))
        .isEqualTo("2020-05-05");
  }
}
