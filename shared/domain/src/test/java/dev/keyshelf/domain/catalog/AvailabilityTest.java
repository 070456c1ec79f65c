package dev.keyshelf.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.Listed;
import dev.keyshelf.domain.catalog.Availability.Obstacle;
import dev.keyshelf.domain.catalog.Availability.Obstacle.Code;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AvailabilityTest {
  private static final Market US = new Market("US");
  private static final Instant FROM = Instant.parse("2020-03-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2020-04-01T00:00:00Z");
  private static final Sku RESERVATION =
      Listed.of("d2v3-p1y", ProductKind.RESERVATION)
          .cancellable(CancellationRoute.SUPPORT_REQUEST)
          .lasting(Optional.of(Period.ofYears(1)))
          .sku();
  private static final Listing MARCH =
      new Listing(
          RESERVATION,
          List.of(
              new Offer(
                  RESERVATION.id(),
                  US,
                  Money.of("10.00", "USD"),
                  BigDecimal.ZERO,
                  FROM,
                  Optional.of(UNTIL))));

  @Test
  void isGivenFromTheOffersStartToJustBeforeItsEnd() {
    assertThat(at(FROM).isGiven()).isTrue();
    assertThat(at(FROM).offer()).contains(MARCH.offers().getFirst());
    assertThat(at(UNTIL.minusMillis(1)).isGiven()).isTrue();
  }

  @Test
  void saysWhenTheOfferBeginsOrEnded() {
    assertThat(at(FROM.minusMillis(1)).obstacles())
        .containsExactly(notSold("it is offered from 2020-03-01T00:00:00Z on"));
    assertThat(at(UNTIL).obstacles())
        .containsExactly(notSold("it was offered until 2020-04-01T00:00:00Z"));
  }

  @Test
  void saysThatThereIsNoOfferAtAll() {
    var none = new Listing(RESERVATION, List.of());

    assertThat(of(none, Optional.of(terms(Set.of(), false)), Set.of(), FROM).obstacles())
        .containsExactly(notSold("it has no offer there"));
  }

  @Test
  void namesTheEditionThatClosesTheMarket() {
    assertThat(of(MARCH, Optional.of(terms(Set.of(US), false)), Set.of(), FROM).obstacles())
        .containsExactly(
            notSold("edition 2020-01-21 of server-software sells no reservation there"));
  }

  @Test
  void saysThatNoEditionIsInForce() {
    assertThat(of(MARCH, Optional.empty(), Set.of(), FROM).obstacles())
        .containsExactly(notSold("no edition of server-software is in force"));
  }

  @Test
  void namesEveryObstacle() {
    var closed = Optional.of(terms(Set.of(US), true));

    assertThat(of(MARCH, closed, Set.of("on-premises"), FROM).obstacles())
        .extracting(Obstacle::code)
        .containsExactly(Code.NOT_SOLD_IN_MARKET, Code.PARTNER_NOT_ELIGIBLE);
    assertThat(of(MARCH, closed, Set.of("server-software"), FROM).obstacles())
        .extracting(Obstacle::code)
        .containsExactly(Code.NOT_SOLD_IN_MARKET);
  }

  private static Obstacle notSold(String why) {
    return new Obstacle(Code.NOT_SOLD_IN_MARKET, why, Optional.empty());
  }

  @Test
  void datesTheListOfMarketsThatIsTheReason() {
    var terms = terms(Set.of(US), false, Optional.of(LocalDate.parse("2019-11-30")));

    assertThat(of(MARCH, Optional.of(terms), Set.of(), Instant.EPOCH).obstacles())
        .containsExactly(
            new Obstacle(
                Code.NOT_SOLD_IN_MARKET,
                "edition 2020-01-21 of server-software sells no reservation there"
                    + " (markets as of 2019-11-30)",
                Optional.of(LocalDate.parse("2019-11-30"))));
  }

  private static Availability at(Instant now) {
    return of(MARCH, Optional.of(terms(Set.of(), false)), Set.of(), now);
  }

  private static Availability of(
      Listing listing, Optional<ProgramTerms> terms, Set<String> eligible, Instant now) {
    return Availability.of(listing, terms, US, eligible, now);
  }

  private static ProgramTerms terms(Set<Market> closed, boolean eligiblePartnersOnly) {
    return terms(closed, eligiblePartnersOnly, Optional.empty());
  }

  private static ProgramTerms terms(
      Set<Market> closed, boolean eligiblePartnersOnly, Optional<LocalDate> asOf) {
    return new ProgramTerms(
        "server-software",
        "2020-01-21",
        Instant.parse("2020-01-21T00:00:00Z"),
        CancellationRoute.SELF_SERVICE,
        Duration.ofDays(60),
        Map.of(),
        new LinkRule(Duration.ofDays(14), 50),
        Map.of(ProductKind.RESERVATION, closed),
        asOf,
        Set.of(),
        Set.of(),
        eligiblePartnersOnly);
  }
}
