package dev.keyshelf.local.editions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tests of an edition that sells reservations, but not in every market. */
interface SellsReservations {
  Edition edition();

  /** Returns the markets that the edition closes to reservations. */
  Set<String> closed();

  /** Returns the markets that the editions before and after this one close. */
  Set<String> closedByItsNeighbours();

  @Test
  default void itsShippedTermsCloseTheMarketsOfItsPage() throws IOException {
    assertThat(EditionCatalogue.shippedAsClosed(edition().program(), edition().id()))
        .containsOnlyOnceElementsOf(closed())
        .hasSameSizeAs(closed());
  }

  /** A refusal lists all faults of an order, so a line without a fault could be sold. */
  @Test
  default void refusesOnlyReservationsInEachMarketThatItCloses() {
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
  default void sellsReservationsInMarketsThatOnlyItsNeighboursClose() {
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
  default void aReservationHasNoKeys() {
    edition()
        .keys(edition().buys("US", EditionCatalogue.RESERVATION + ":1"))
        .expectRefusal("409 has-no-keys");
  }

  @Test
  default void aReservationHasNoLinks() {
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
