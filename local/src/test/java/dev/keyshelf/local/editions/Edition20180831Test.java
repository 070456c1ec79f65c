package dev.keyshelf.local.editions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The first edition: 18 markets without reservations, no statement on tax, cancellations by support
 * request.
 */
class Edition20180831Test extends EveryEdition
    implements SellsReservations, CancelsBySupportRequest, KnowsNoExceptions, StatesNoTax {
  static final Set<String> CLOSED = codes("AR AZ BY BR CN IN ID KZ LI MY MX RU SA ZA KR TW TR UA");

  Edition20180831Test() {
    super("server-software", "2018-08-31", EditionCatalogue.SERVER, CLOSED);
  }

  @Override
  public Set<String> closed() {
    return CLOSED;
  }

  @Override
  public Set<String> closedByItsNeighbours() {
    return Edition20181029Test.CLOSED;
  }

  @Override
  String otherRoute() {
    return "SELF_SERVICE";
  }

  @ParameterizedTest
  @ValueSource(strings = {EditionCatalogue.SERVER, EditionCatalogue.RESERVATION})
  void sellsNothingBeforeTheFirstEdition(String sku) {
    edition().at(edition().first().minusMillis(1));

    var refused = edition().tries("US", sku + ":1").expectRefusal("409 not-sold-in-market");
    assertThat(refused.at("/errors/0/detail")).contains("no edition of", "is in force");
  }

  @Test
  void sellsUntilItsLastMillisecond() {
    var next = Edition20181029Test.FIRST;
    edition().at(next.minusMillis(1));
    var last = edition().buys("AU", EditionCatalogue.SERVER + ":1");
    edition().at(next);

    assertThat(edition().row(last).at("/terms/edition")).isEqualTo("2018-08-31");
    assertThat(edition().row(last).at("/taxIncluded")).isEqualTo("false");
    assertThat(edition().buys("AU", EditionCatalogue.SERVER + ":1").at("/lines/0/terms/edition"))
        .isEqualTo("2018-10-29");
  }
}
