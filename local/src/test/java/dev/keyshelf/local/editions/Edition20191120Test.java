package dev.keyshelf.local.editions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The third edition: 12 markets without reservations. Its page mentions the activity log. */
class Edition20191120Test extends EveryEdition
    implements SellsReservations,
        CancelsBySupportRequest,
        KnowsNoExceptions,
        IncludesTaxInAustraliaAndBrazil {
  static final Instant FIRST = Instant.parse("2019-11-20T00:00:00Z");
  static final Set<String> CLOSED = codes("AR BR CN ID LI JE MY MX RU SA ZA TR");

  Edition20191120Test() {
    super(
        "server-software",
        "2019-11-20",
        EditionCatalogue.SERVER,
        together(CLOSED, together(Edition20181029Test.CLOSED, Edition20200121Test.CLOSED)));
  }

  @Override
  public Set<String> closed() {
    return CLOSED;
  }

  @Override
  public Set<String> closedByItsNeighbours() {
    return together(Edition20181029Test.CLOSED, Edition20200121Test.CLOSED);
  }

  @Override
  String otherRoute() {
    return "SELF_SERVICE";
  }

  @Test
  void opensBelarusToReservationsAtItsFirstInstant() {
    edition().at(FIRST.minusMillis(1));
    var refused = edition().tries("BY", EditionCatalogue.RESERVATION + ":1").expect(409);
    assertThat(refused.at("/errors/0/detail")).contains("edition 2018-10-29");

    edition().at(FIRST);
    edition().buys("BY", EditionCatalogue.RESERVATION + ":1");
  }

  @Test
  void closesJerseyToReservationsAtItsFirstInstant() {
    edition().at(FIRST.minusMillis(1));
    edition().buys("JE", EditionCatalogue.RESERVATION + ":1");

    edition().at(FIRST);
    edition()
        .tries("JE", EditionCatalogue.RESERVATION + ":1")
        .expectRefusal("409 not-sold-in-market");
  }

  @Test
  void datesItsListOfMarketsAsItsPageDoes() {
    var refused = edition().tries("ZA", EditionCatalogue.RESERVATION + ":1").expect(409);

    assertThat(refused.at("/errors/0/detail")).contains("markets as of 2019-03-20");
  }

  @Test
  void sellsUntilItsLastMillisecond() {
    var next = Edition20200121Test.FIRST;
    edition().at(next.minusMillis(1));
    var last = edition().buys("US", EditionCatalogue.SERVER + ":1");
    edition().at(next);

    assertThat(edition().row(last).at("/terms/edition")).isEqualTo("2019-11-20");
    assertThat(edition().buys("US", EditionCatalogue.SERVER + ":1").at("/lines/0/terms/edition"))
        .isEqualTo("2020-01-21");
  }

  @Test
  void keepsItsOrdersCancellableOnlyBySupportRequestOnceSelfServiceStarts() {
    edition().at(Edition20200121Test.FIRST.minusMillis(1));
    var order = edition().buys("US", EditionCatalogue.SERVER + ":1");
    edition().at(Edition20200121Test.FIRST);

    var refused = edition().cancels(order).expectRefusal("409 needs-support-request");
    assertThat(refused.at("/detail")).contains(edition().name());
  }
}
