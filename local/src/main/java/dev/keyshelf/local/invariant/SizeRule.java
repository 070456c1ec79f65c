package dev.keyshelf.local.invariant;

import static dev.keyshelf.domain.catalog.KeyRule.MOST_KEYS;
import static dev.keyshelf.domain.order.Order.MOST_LINES;
import static java.util.Map.entry;

import dev.keyshelf.domain.resale.PriceList;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.embedded.ItemSize;
import java.util.Currency;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * No item grows towards DynamoDB's limit of 400 KB. Data that grows with use has its own items, and
 * each list inside an item has a maximum that the code enforces.
 */
final class SizeRule implements Rule {
  private static final String INVARIANT = "size";

  /** Half of DynamoDB's limit. */
  private static final long MOST_BYTES = 200_000;

  /**
   * The most attributes of an item, or of a map inside one, because data never names attributes.
   */
  private static final int MOST_NAMES = 48;

  /** The most elements of each list, by its name. Those of the catalogue are from docs/schemas. */
  private static final Map<String, Integer> MOST_ELEMENTS =
      Map.ofEntries(
          entry("lines", MOST_LINES),
          entry("prices", PriceList.MOST_PRICES),
          entry("keys", MOST_KEYS),
          // A token of 8 KB cannot name more.
          entry("roles", 4_000),
          // The members of a customer that can change.
          entry("changed", 7),
          // One for each month of 20 years, in case all months of a partner are issued on one day.
          entry("watched", 240),
          entry("ranges", 240),
          entry("carried", Currency.getAvailableCurrencies().size()),
          entry("eligiblePrograms", 100),
          entry("tenants", 20),
          entry("skus", 500),
          entry("offers", 100),
          entry("editions", 40),
          // These are lists of countries. The first three are named after a kind of product.
          entry("PERPETUAL", 300),
          entry("SUBSCRIPTION", 300),
          entry("RESERVATION", 300),
          entry("taxIncludedMarkets", 300),
          entry("taxAddedMarkets", 300),
          entry("markets", 300),
          // A market each, and a few fields of the two companies.
          entry("lacks", 320),
          // One for each rate of the month. A market has a handful.
          entry("taxes", 300),
          entry("findings", 20),
          entry("secrets", Webhook.MOST_SECRETS));

  @Override
  public void check(Kept kept, Violations violations) {
    for (var row : kept.all()) {
      var bytes = ItemSize.of(row.values());
      violations.unless(bytes <= MOST_BYTES, INVARIANT, row, "has %s bytes".formatted(bytes));
      check(row, "", row.values(), violations);
    }
  }

  private static void check(
      Row row, String path, Map<String, AttributeValue> values, Violations violations) {
    violations.unless(
        values.size() <= MOST_NAMES,
        INVARIANT,
        row,
        "has %s attributes at %s/".formatted(values.size(), path));
    values.forEach(
        (name, value) -> {
          var at = path + "/" + name;
          if (value.hasM()) {
            check(row, at, value.m(), violations);
          }
          if (value.hasL()) {
            var most = MOST_ELEMENTS.get(name);
            violations.unless(
                most != null, INVARIANT, row, "no maximum is known for the list at " + at);
            violations.unless(
                most == null || value.l().size() <= most,
                INVARIANT,
                row,
                "has %s elements at %s".formatted(value.l().size(), at));
            value.l().stream()
                .filter(AttributeValue::hasM)
                .forEach(each -> check(row, at, each.m(), violations));
          }
        });
  }
}
