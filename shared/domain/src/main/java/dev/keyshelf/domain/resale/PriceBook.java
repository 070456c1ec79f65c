package dev.keyshelf.domain.resale;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.resale.PriceLists.ListOn;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A partner's resale prices, read as they are needed, and kept in bounded memory. Of a customer's
 * list it keeps only the SKUs that were asked for, of any customer.
 */
final class PriceBook {
  /** A list without prices counts as one. */
  private static final int MOST_KEPT = 100_000;

  private static final int ALL_SKUS = Integer.MAX_VALUE;

  private final Versions versions;

  /** The number of SKUs that were asked for before each. */
  private final Map<SkuId, Integer> skus = new HashMap<>();

  private final Map<LocalDate, Span> ofAll = new HashMap<>();

  /** The lists of customers, the one that was used last at the end. */
  private final Map<PriceListId, Map<LocalDate, Span>> ofCustomers =
      new LinkedHashMap<>(16, 0.75f, true);

  private int kept;

  PriceBook(Versions versions) {
    this.versions = versions;
  }

  /** The versions of the partner's lists. */
  interface Versions {
    Map<ListOn, PriceListVersion> inForce(Collection<ListOn> lists);
  }

  /** A unit's resale price, and what it follows from. */
  record Price(Money unit, PriceBasis basis) {}

  /**
   * What is priced.
   *
   * @param day the UTC day of the purchase
   */
  record Bought(CustomerId customer, LocalDate day, SkuId sku) {}

  /**
   * Returns the resale price of a unit.
   *
   * @param purchasePrice what the partner paid for the unit
   */
  Price price(Bought bought, Money purchasePrice) {
    read(List.of(bought));
    return price(PriceListId.of(bought.customer()), bought, purchasePrice)
        .or(() -> price(PriceListId.ALL, bought, purchasePrice))
        .orElseGet(() -> new Price(purchasePrice, PriceBasis.PURCHASE_PRICE));
  }

  private Optional<Price> price(PriceListId list, Bought bought, Money purchasePrice) {
    return search(list, bought.day())
        .span()
        .flatMap(Span::prices)
        .flatMap(prices -> prices.priced(bought.sku(), purchasePrice))
        .map(priced -> new Price(priced.unitPrice(), PriceBasis.of(list, priced.level())));
  }

  /**
   * The prices of a list from a day on, until the day under which they are kept.
   *
   * @param knows how many of the SKUs it has the prices of, in the order in which they were asked
   *     for
   */
  private record Span(LocalDate first, int knows, Optional<PriceList> prices) {
    int size() {
      return 1 + prices.map(its -> its.prices().size()).orElse(0);
    }
  }

  /**
   * Reads what is missing to price all of these, several lists at a time. What was used least
   * recently makes room before.
   */
  void read(Collection<Bought> bought) {
    bought.forEach(each -> skus.putIfAbsent(each.sku(), skus.size()));
    var missing = missing(bought);
    if (!missing.isEmpty()) {
      makeRoom();
    }
    while (!missing.isEmpty()) {
      var found = versions.inForce(missing);
      missing.forEach(each -> keep(each, Optional.ofNullable(found.get(each))));
      missing = missing(bought);
    }
  }

  private Set<ListOn> missing(Collection<Bought> bought) {
    var missing = new LinkedHashSet<ListOn>();
    for (var each : bought) {
      missing(PriceListId.of(each.customer()), each).ifPresent(missing::add);
      missing(PriceListId.ALL, each).ifPresent(missing::add);
    }
    return missing;
  }

  private Optional<ListOn> missing(PriceListId list, Bought bought) {
    var search = search(list, bought.day());
    var place = skus.getOrDefault(bought.sku(), 0);
    return search.span().filter(span -> place < span.knows()).isPresent()
        ? Optional.empty()
        : Optional.of(new ListOn(list, search.last()));
  }

  /**
   * The end of a search.
   *
   * @param span the prices of the day; empty if the list has to be read on {@code last} first
   */
  private record Search(LocalDate last, Optional<Span> span) {}

  /** Goes back from the end of the day's month, from version to version. */
  private Search search(PriceListId list, LocalDate day) {
    var spans = isForAll(list) ? ofAll : ofCustomers.getOrDefault(list, Map.of());
    var last = YearMonth.from(day).atEndOfMonth();
    var span = spans.get(last);
    while (span != null && day.isBefore(span.first())) {
      last = span.first().minusDays(1);
      span = spans.get(last);
    }
    return new Search(last, Optional.ofNullable(span));
  }

  private static boolean isForAll(PriceListId list) {
    return list.equals(PriceListId.ALL);
  }

  private void keep(ListOn read, Optional<PriceListVersion> version) {
    var first = version.map(PriceListVersion::validFrom).orElse(LocalDate.MIN);
    var prices = version.map(PriceListVersion::prices);
    if (isForAll(read.list())) {
      ofAll.put(read.day(), new Span(first, ALL_SKUS, prices));
      return;
    }
    var asked = prices.map(all -> all.of(skus.keySet()));
    var span = new Span(first, asked.equals(prices) ? ALL_SKUS : skus.size(), asked);
    var before =
        ofCustomers.computeIfAbsent(read.list(), _ -> new HashMap<>()).put(read.day(), span);
    kept += span.size() - (before == null ? 0 : before.size());
  }

  private void makeRoom() {
    var eldest = ofCustomers.values().iterator();
    while (kept > MOST_KEPT && eldest.hasNext()) {
      kept -= eldest.next().values().stream().mapToInt(Span::size).sum();
      eldest.remove();
    }
  }
}
