package dev.keyshelf.local.editions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The second edition: the same 18 markets, and prices that include tax in Australia and Brazil. */
class Edition20181029Test extends EveryEdition
    implements SellsReservations,
        CancelsBySupportRequest,
        KnowsNoExceptions,
        IncludesTaxInAustraliaAndBrazil {
  static final Instant FIRST = Instant.parse("2018-10-29T00:00:00Z");
  static final Set<String> CLOSED = codes("AR AZ BY BR CN IN ID KZ LI MY MX RU SA ZA KR TW TR UA");

  Edition20181029Test() {
    super(
        "server-software",
        "2018-10-29",
        EditionCatalogue.SERVER,
        together(CLOSED, Edition20191120Test.CLOSED));
  }

  @Override
  public Set<String> closed() {
    return CLOSED;
  }

  @Override
  public Set<String> closedByItsNeighbours() {
    return together(Edition20180831Test.CLOSED, Edition20191120Test.CLOSED);
  }

  @Override
  String otherRoute() {
    return "SELF_SERVICE";
  }

  @Test
  void includesTaxFromItsFirstInstant() {
    edition().at(FIRST.minusMillis(1));
    assertThat(edition().buys("AU", EditionCatalogue.SERVER + ":3").at("/tax/amount"))
        .isEqualTo("0.00");

    edition().at(FIRST);
    assertThat(edition().buys("AU", EditionCatalogue.SERVER + ":3").at("/tax/amount"))
        .isEqualTo("9.10");
  }

  @Test
  void sellsUntilItsLastMillisecond() {
    var next = Edition20191120Test.FIRST;
    edition().at(next.minusMillis(1));
    var last = edition().buys("US", EditionCatalogue.SERVER + ":1");
    edition().at(next);

    assertThat(edition().row(last).at("/terms/edition")).isEqualTo("2018-10-29");
    assertThat(edition().buys("US", EditionCatalogue.SERVER + ":1").at("/lines/0/terms/edition"))
        .isEqualTo("2019-11-20");
  }
}
