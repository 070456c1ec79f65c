package dev.keyshelf.domain.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A SKU and its offers in one market, including past and future ones. */
public record Listing(Sku sku, List<Offer> offers) {
  /** Copies the offers. */
  public Listing {
    offers = List.copyOf(offers);
  }

  /** Returns the offer that is valid at {@code now}. */
  public Optional<Offer> offerAt(Instant now) {
    return offers.stream().filter(offer -> offer.isValidAt(now)).findFirst();
  }
}
