package dev.keyshelf.local.editions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** An edition of the program that sells reservations, but not in every market. */
interface SellsReservations {
  Edition edition();

  /** Gives the markets that it closes to reservations. */
  Set<String> closed();

  /** Gives the markets that the editions before and after it close. */
  Set<String> closedByItsNeighbours();

  @Test
  default void isShippedWithTheMarketsOfItsPage() throws IOException {
    assertThat(EditionCatalogue.shippedAsClosed(edition().program(), edition().id()))
        .containsOnlyOnceElementsOf(closed())
        .hasSameSizeAs(closed());
  }

  /** All faults of an order are told at once: what is not told of is not in the way. */
  @Test
  default void refusesAReservationAndNothingElseInEachMarketThatItCloses() {
    assertThat(closed())
        .allSatisfy(
            market -> {
              var refused =
                  edition()
                      .tries(
                          market,
                          EditionCatalogue.SERVER + ":1",
                          EditionCatalogue.RESERVATION + ":1")
                      .expectRefusal("409 not-sold-in-market");
              assertThat(refused.all("pointer")).containsExactly("/lines/1/skuId");
              assertThat(refused.at("/errors/0/detail"))
                  .contains(" in " + market, "edition " + edition().id());
            });
  }

  @Test
  default void sellsSoftwareInAMarketThatItClosesToReservations() {
    edition().buys(closed().iterator().next(), EditionCatalogue.SERVER + ":1");
  }

  @Test
  default void sellsReservationsWhereOnlyItsNeighboursDoNot() {
    var sold = new TreeSet<>(closedByItsNeighbours());
    sold.removeAll(closed());

    assertThat(sold)
        .allSatisfy(
            market ->
                assertThat(
                        edition()
                            .buys(market, EditionCatalogue.RESERVATION + ":1")
                            .at("/lines/0/terms/edition"))
                    .isEqualTo(edition().id()));
  }

  @Test
  default void givesAReservationNoKeys() {
    edition()
        .keys(edition().buys("US", EditionCatalogue.RESERVATION + ":1"))
        .expectRefusal("409 has-no-keys");
  }

  @Test
  default void givesAReservationNoLinks() {
    edition()
        .makesLink(edition().buys("US", EditionCatalogue.RESERVATION + ":1"))
        .expectRefusal("422 artifact-unavailable");
  }

  @Test
  default void cancelsAReservationBySupportRequestOnly() {
    var refused = edition().cancels(edition().buys("US", EditionCatalogue.RESERVATION + ":1"));

    assertThat(refused.expectRefusal("409 needs-support-request").at("/detail"))
        .contains(edition().name());
  }
}
