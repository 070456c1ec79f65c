package dev.keyshelf.domain.order;

import dev.keyshelf.domain.catalog.Availability;
import dev.keyshelf.domain.catalog.Listing;
import dev.keyshelf.domain.catalog.Offer;
import dev.keyshelf.domain.catalog.PriceList;
import dev.keyshelf.domain.catalog.Prices;
import dev.keyshelf.domain.catalog.ProgramTerms;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.order.PlaceOrder.RequestedLine;
import dev.keyshelf.domain.partner.Partner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns requested lines into priced lines with frozen terms, or finds every fault. */
final class Pricing {
  private final Prices prices;
  private final Partner partner;
  private final Market market;
  private final Instant now;
  private final List<OrderLine> lines = new ArrayList<>();
  private final List<LineFault> faults = new ArrayList<>();

  Pricing(Prices prices, Partner partner, Market market, Instant now) {
    this.prices = prices;
    this.partner = partner;
    this.market = market;
    this.now = now;
  }

  /** Prices these lines. Then {@link #lines} has all of them, or {@link #faults} is not empty. */
  Pricing of(List<RequestedLine> requested) {
    var skus = requested.stream().map(RequestedLine::sku).collect(Collectors.toUnmodifiableSet());
    var list = prices.of(market, skus);
    for (int i = 0; i < requested.size(); i++) {
      var line = requested.get(i);
      var listing = list.listing(line.sku());
      if (listing.isEmpty()) {
        faults.add(new LineFault.UnknownSku(i, line.sku()));
      } else {
        price(i, list, listing.get(), line);
      }
    }
    if (faults.isEmpty()) {
      checkTotal();
    }
    return this;
  }

  List<OrderLine> lines() {
    return lines;
  }

  List<LineFault> faults() {
    return faults;
  }

  private void price(int index, PriceList list, Listing listing, RequestedLine line) {
    var sku = listing.sku();
    var quantity = line.quantity();
    var before = faults.size();
    if (!sku.allows(quantity)) {
      faults.add(new LineFault.QuantityOutOfBounds(index, sku, quantity));
    }
    var terms = list.termsOf(sku.product().program(), now);
    var availability = Availability.of(listing, terms, market, partner.eligiblePrograms(), now);
    for (var obstacle : availability.obstacles()) {
      faults.add(
          switch (obstacle.code()) {
            case NOT_SOLD_IN_MARKET ->
                new LineFault.NotSoldInMarket(index, sku.id(), market, obstacle.why());
            case PARTNER_NOT_ELIGIBLE ->
                new LineFault.PartnerNotEligible(index, sku.id(), obstacle.why());
          });
    }
    if (faults.size() == before) {
      buy(index, sku, availability.offer().orElseThrow(), terms.orElseThrow(), line);
    }
  }

  private void buy(int index, Sku sku, Offer offer, ProgramTerms terms, RequestedLine line) {
    var quantity = line.quantity();
    var total = offer.unitPrice().times(quantity);
    if (!total.isWithinAnOrder()) {
      faults.add(new LineFault.AmountTooLarge(index, sku.id()));
      return;
    }
    var taxMode = terms.taxModeIn(market);
    lines.add(
        new OrderLine(
            index + 1,
            new Purchase(
                sku.product().id(),
                sku.product().titles(),
                sku.id(),
                sku.titles(),
                sku.product().kind(),
                quantity,
                offer.unitPrice(),
                total,
                taxMode,
                offer.taxRate(),
                taxMode == TaxMode.INCLUDED
                    ? total.includedTax(offer.taxRate())
                    : Money.zero(total.currency()),
                terms.freeze(sku.product(), now),
                sku.term().map(length -> Term.startingAt(now, length)),
                sku.keys(),
                sku.offeredBenefit(),
                line.references())));
  }

  private void checkTotal() {
    var currency = lines.getFirst().purchase().total().currency();
    var sum = Money.zero(currency);
    for (var line : lines) {
      var total = line.purchase().total();
      if (!total.currency().equals(currency)) {
        faults.add(
            new LineFault.OtherCurrency(
                line.number() - 1, line.purchase().sku(), total.currency(), currency));
        continue;
      }
      sum = sum.plus(total);
      if (!sum.isWithinAnOrder()) {
        faults.add(new LineFault.AmountTooLarge(line.number() - 1, line.purchase().sku()));
        return;
      }
    }
  }
}
