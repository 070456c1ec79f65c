package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a partner can buy a SKU in a market at an instant. Browsing and ordering share this rule.
 *
 * @param offer the offer that is valid now
 * @param terms the edition of the program that is in force now
 * @param obstacles every reason why the SKU cannot be bought; empty if it can
 */
public record Availability(
    Optional<Offer> offer, Optional<ProgramTerms> terms, List<Obstacle> obstacles) {
  /** Copies the list. */
  public Availability {
    obstacles = List.copyOf(obstacles);
  }

  /**
   * A reason why a SKU cannot be bought.
   *
   * @param why for people
   * @param marketsAsOf the date of the list of markets that is the reason; empty for other reasons,
   *     and if the list states none
   */
  public record Obstacle(Code code, String why, Optional<LocalDate> marketsAsOf) {
    /** The kind of obstacle. */
    public enum Code {
      /** There is no offer now, no edition in force, or the edition closes the market. */
      NOT_SOLD_IN_MARKET,
      /** Only eligible partners may sell the program's products. */
      PARTNER_NOT_ELIGIBLE
    }
  }

  /**
   * Decides from a SKU's listing and its program's terms whether it can be bought.
   *
   * @param terms the edition that is in force at {@code now}; empty if there is none
   * @param eligiblePrograms the programs that the partner is eligible for
   */
  public static Availability of(
      Listing listing,
      Optional<ProgramTerms> terms,
      Market market,
      Set<String> eligiblePrograms,
      Instant now) {
    var product = listing.sku().product();
    var obstacles = new ArrayList<Obstacle>();
    var offer = listing.offerAt(now);
    if (terms.isEmpty()) {
      obstacles.add(notSold("no edition of %s is in force".formatted(product.program())));
    } else if (terms.get().isClosed(product.kind(), market)) {
      var kind = product.kind().name().toLowerCase(Locale.ROOT);
      var asOf = terms.get().marketsAsOf();
      var dated = asOf.map(" (markets as of %s)"::formatted).orElse("");
      obstacles.add(
          new Obstacle(
              Obstacle.Code.NOT_SOLD_IN_MARKET,
              "%s sells no %s there%s".formatted(terms.get().name(), kind, dated),
              asOf));
    } else if (offer.isEmpty()) {
      obstacles.add(notSold(whyNoOffer(listing, now)));
    }
    terms
        .filter(edition -> !edition.mayBeSoldBy(eligiblePrograms))
        .ifPresent(
            edition ->
                obstacles.add(
                    new Obstacle(
                        Obstacle.Code.PARTNER_NOT_ELIGIBLE,
                        "%s is for eligible partners only".formatted(edition.name()),
                        Optional.empty())));
    return new Availability(offer, terms, obstacles);
  }

  /** Returns whether the SKU can be bought. */
  public boolean isGiven() {
    return obstacles.isEmpty();
  }

  private static Obstacle notSold(String why) {
    return new Obstacle(Obstacle.Code.NOT_SOLD_IN_MARKET, why, Optional.empty());
  }

  private static String whyNoOffer(Listing listing, Instant now) {
    var next =
        listing.offers().stream()
            .map(Offer::validFrom)
            .filter(from -> from.isAfter(now))
            .min(Instant::compareTo);
    if (next.isPresent()) {
      return "it is offered from %s on".formatted(next.get());
    }
    return listing.offers().stream()
        .flatMap(offer -> offer.validUntil().stream())
        .max(Instant::compareTo)
        .map("it was offered until %s"::formatted)
        .orElse("it has no offer there");
  }
}
