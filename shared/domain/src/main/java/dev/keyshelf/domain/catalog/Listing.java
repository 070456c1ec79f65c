package dev.keyshelf.domain.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A SKU and its offers in one market, past and coming ones included. */
public record Listing(Sku sku, List<Offer> offers) {
  /** Copies the offers in. */
  public Listing {
    offers = List.copyOf(offers);
  }

  /** Gives the offer that can be taken at {@code now}. */
  public Optional<Offer> offerAt(Instant now) {
    return offers.stream().filter(offer -> offer.isValidAt(now)).findFirst();
  }
}
