package dev.keyshelf.local.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.resale.Margin;
import dev.keyshelf.domain.resale.PriceList;
import dev.keyshelf.domain.resale.PriceList.SkuPrice;
import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.domain.resale.ResalePrice.Fixed;
import dev.keyshelf.domain.resale.ResalePrice.WithMargin;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.history.Told.PriceChange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A price list as the API shows it.
 *
 * @param versions the prices by the day from which they hold
 */
record ListedPrices(long revision, SortedMap<LocalDate, PriceList> versions) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns a list that was never set. */
  static ListedPrices none() {
    return new ListedPrices(0, new TreeMap<>());
  }

  static String path(PriceListId list) {
    return "/v1/resale/price-lists/" + list;
  }

  /** Reads the whole list. No other client changes it meanwhile. */
  static ListedPrices of(Client client, PriceListId list) {
    var versions = new TreeMap<LocalDate, PriceList>();
    for (var version : Models.all(client, path(list), "items")) {
      versions.put(LocalDate.parse(version.path("validFrom").asText()), prices(version));
    }
    var revision = client.get(path(list)).expect(200).json().path("revision").asLong();
    return new ListedPrices(revision, versions);
  }

  /**
   * Returns the changes that can have made a revision: the one of which a client was told that it
   * is done, else all those on which clients gave up.
   */
  static List<PriceChange> possible(List<PriceChange> changes, long revision) {
    var all = changes.stream().filter(each -> each.revision() == revision).toList();
    var done = all.stream().filter(each -> each.done().isPresent()).findFirst();
    return done.map(List::of).orElse(all);
  }

  /**
   * Returns all versions that the changes after this list can have left, up to and including a
   * revision; empty if nobody can have made one of the revisions.
   */
  Set<SortedMap<LocalDate, PriceList>> after(List<PriceChange> changes, long last) {
    Set<SortedMap<LocalDate, PriceList>> left = Set.of(versions);
    for (long next = revision + 1; next <= last; next++) {
      var possible = possible(changes, next);
      left =
          left.stream()
              .flatMap(
                  before -> possible.stream().flatMap(change -> changed(before, change).stream()))
              .collect(Collectors.toSet());
    }
    return left;
  }

  /** Returns the versions after a change; empty if it would remove a version that is not there. */
  private static Optional<SortedMap<LocalDate, PriceList>> changed(
      SortedMap<LocalDate, PriceList> before, PriceChange change) {
    var after = new TreeMap<>(before);
    if (change.prices().isPresent()) {
      after.put(change.day(), change.prices().get());
      return Optional.of(after);
    }
    return Optional.ofNullable(after.remove(change.day())).map(_ -> after);
  }

  private static PriceList prices(JsonNode version) {
    var prices = new ArrayList<SkuPrice>();
    for (var each : version.path("prices")) {
      var sku = new SkuId(each.path("skuId").asText());
      var price =
          Margin.parse(each.path("margin").asText())
              .<SkuPrice>map(margin -> new SkuPrice(sku, new WithMargin(margin)))
              .orElseGet(() -> new SkuPrice(sku, new Fixed(money(each.path("unitPrice")))));
      prices.add(price);
    }
    return new PriceList(Margin.parse(version.path("margin").asText()), prices);
  }

  static Money money(JsonNode money) {
    return Money.of(money.path("amount").asText(), money.path("currency").asText());
  }

  /** Writes the body of a request that sets a version. */
  static String body(long expectedRevision, LocalDate day, PriceList prices) {
    var body =
        JSON.createObjectNode()
            .put("expectedRevision", expectedRevision)
            .put("validFrom", day.toString());
    prices.margin().ifPresent(margin -> body.put("margin", margin.toString()));
    var array = body.putArray("prices");
    for (var each : prices.prices()) {
      var price = array.addObject().put("skuId", each.sku().value());
      switch (each.price()) {
        case Fixed(var unit) ->
            price
                .putObject("unitPrice")
                .put("amount", unit.amount().toPlainString())
                .put("currency", unit.currency().getCurrencyCode());
        case WithMargin(var margin) -> price.put("margin", margin.toString());
      }
    }
    return body.toString();
  }
}
