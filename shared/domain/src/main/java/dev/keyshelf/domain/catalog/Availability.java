package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a partner can buy a SKU in a market at an instant; the one rule for who browses and who
 * orders.
 *
 * @param offer the offer that is valid now
 * @param terms the edition of the program that is in force now
 * @param obstacles every reason why it cannot be bought; empty when it can
 */
public record Availability(
    Optional<Offer> offer, Optional<ProgramTerms> terms, List<Obstacle> obstacles) {
  /** Copies the list in. */
  public Availability {
    obstacles = List.copyOf(obstacles);
  }

  /** A reason why a SKU cannot be bought; {@code why} is for people. */
  public record Obstacle(Code code, String why) {
    /** What kind of reason it is. */
    public enum Code {
      /** There is no offer now, or the program's edition closes the market. */
      NOT_SOLD_IN_MARKET,
      /** Only eligible partners may sell the program's products. */
      PARTNER_NOT_ELIGIBLE
    }
  }

  /**
   * Judges a SKU by its listing and its program's terms.
   *
   * @param eligiblePrograms of the partner
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
      obstacles.add(notSold("%s sells no %s there".formatted(terms.get().name(), kind)));
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
                        "%s is for eligible partners only".formatted(edition.name()))));
    return new Availability(offer, terms, obstacles);
  }

  /** Tells whether it can be bought. */
  public boolean isGiven() {
    return obstacles.isEmpty();
  }

  private static Obstacle notSold(String why) {
    return new Obstacle(Obstacle.Code.NOT_SOLD_IN_MARKET, why);
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
