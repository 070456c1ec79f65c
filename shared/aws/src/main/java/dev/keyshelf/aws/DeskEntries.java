package dev.keyshelf.aws;

import dev.keyshelf.domain.desk.Desk.Place;
import dev.keyshelf.domain.desk.Ending;
import dev.keyshelf.domain.desk.Search;
import dev.keyshelf.domain.desk.Search.By;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.Ulids;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the entries that a search walks over, in the list's order: those of the index {@code desk},
 * or the items of a purchase order number.
 */
final class DeskEntries {
  private static final String LEAST = " ";
  private static final int ORDER_LENGTH = 26;

  private final Table table;
  private final By by;
  private final String partition;
  private final String least;
  private final String most;

  private DeskEntries(Table table, By by, String partition, String least, String most) {
    this.table = table;
    this.by = by;
    this.partition = partition;
    this.least = least;
    this.most = most;
  }

  /**
   * An entry.
   *
   * @param end the end that the list is sorted by, if it is sorted by one
   * @param lines the lines of the order that the entry is for, in the order of the list
   */
  record Entry(Optional<Instant> end, OrderId order, CustomerId customer, List<Integer> lines) {}

  /**
   * Some entries.
   *
   * @param last where to go on, if there may be more
   */
  record Page(List<Entry> entries, @Nullable Map<String, AttributeValue> last) {}

  /** Returns all entries of a search. */
  static DeskEntries of(Table table, PartnerId partner, Search<?> search) {
    var by = search.by();
    return switch (by) {
      case By.Newest() ->
          Ulids.Span.between(search.from(), search.to())
              .map(span -> range(table, by, DeskKeys.orders(partner), span.least(), span.most()))
              .orElseGet(() -> new DeskEntries(table, by, DeskKeys.orders(partner), "", ""));
      case By.OfOrder(var order) ->
          range(table, by, DeskKeys.orders(partner), order.value(), order.value());
      case By.PurchaseOrder(var number) ->
          range(table, by, DeskKeys.purchaseOrders(partner, number), LEAST, "");
      case By.EndingSoon soon -> {
        var ends =
            switch (soon.ending()) {
              case WINDOW -> DeskKeys.windows(partner);
              case TERM -> DeskKeys.terms(partner);
            };
        var now = search.now();
        // What ends at this very instant is over.
        var first = Keys.time(now) + DeskKeys.END;
        yield range(table, by, ends, first, Keys.time(soon.lastAt(now)));
      }
      case By.LastFive(var five) -> range(table, by, DeskKeys.lastFive(partner, five), LEAST, "");
      case By.Link(var link) -> range(table, by, DeskKeys.link(partner, link), LEAST, "");
    };
  }

  private static DeskEntries range(
      Table table, By by, String partition, String least, String most) {
    return new DeskEntries(table, by, partition, least, most + DeskKeys.END);
  }

  /** Returns those after all entries of an order, with the same end. */
  DeskEntries after(Place<OrderId> place) {
    return place
        .end()
        .map(end -> from(text(end, place.id()) + DeskKeys.END))
        .orElseGet(() -> upTo(place.id().value()));
  }

  /** Returns those from the entries of an entitlement's order on, with the same end. */
  DeskEntries from(Place<EntitlementId> place) {
    var order = place.id().order();
    return place
        .end()
        .map(end -> from(text(end, order)))
        .orElseGet(() -> upTo(order + DeskKeys.END));
  }

  private static String text(Instant end, OrderId order) {
    return Keys.time(end) + "#" + order;
  }

  private DeskEntries from(String bound) {
    return new DeskEntries(table, by, partition, later(least, bound), most);
  }

  private DeskEntries upTo(String bound) {
    var earlier = most.compareTo(bound) < 0 ? most : bound;
    return new DeskEntries(table, by, partition, least, earlier);
  }

  private static String later(String one, String other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Tells whether the list has what ends soonest first; else it has the newest first. */
  static boolean isByEnd(By by) {
    return by instanceof By.EndingSoon;
  }

  /** Compares places of entitlements as a list has them. */
  static Comparator<Place<EntitlementId>> order(By by) {
    Comparator<Place<EntitlementId>> byId = Comparator.comparing(place -> Keys.padded(place.id()));
    return isByEnd(by)
        ? Comparator.comparing((Place<EntitlementId> place) -> place.end().orElse(Instant.MIN))
            .thenComparing(byId)
        : byId.reversed();
  }

  /** Reads a page. */
  Page read(int limit, @Nullable Map<String, AttributeValue> after) {
    if (least.compareTo(most) > 0 || most.isEmpty()) {
      // DynamoDB refuses such a range.
      return new Page(List.of(), null);
    }
    if (by instanceof By.PurchaseOrder) {
      return readItems(limit, after);
    }
    var page =
        table.queryIndex(
            Keys.DESK_INDEX,
            DeskKeys.PARTITION + " = :partition AND " + DeskKeys.SORT + " BETWEEN :least AND :most",
            Map.of(
                ":partition", AttributeValue.fromS(partition),
                ":least", AttributeValue.fromS(least),
                ":most", AttributeValue.fromS(most)),
            !isByEnd(by),
            limit,
            after);
    return page(page);
  }

  private Page readItems(int limit, @Nullable Map<String, AttributeValue> after) {
    var range = Table.Range.between(partition, least, most).backwards();
    return page(table.query(range, limit, after == null ? null : Item.of(after).text(Keys.SORT)));
  }

  private Page page(Table.Page page) {
    return new Page(
        page.items().stream().map(this::entry).toList(),
        page.more() ? page.items().getLast().values() : null);
  }

  private Entry entry(Item item) {
    if (by instanceof By.PurchaseOrder) {
      return ofOrder(item.text(Keys.SORT).split("#"), new CustomerId(item.text(DeskKeys.CUSTOMER)));
    }
    var parts = item.text(DeskKeys.SORT).split("#");
    return switch (by) {
      case By.Newest(), By.OfOrder _, By.PurchaseOrder _ -> ofOrder(parts, owner(item));
      case By.EndingSoon(var ending, _) when ending == Ending.TERM ->
          new Entry(
              Optional.of(Instant.parse(parts[0])),
              new OrderId(parts[1]),
              new CustomerId(parts[2]),
              Arrays.stream(parts[3].split(",")).map(Integer::valueOf).toList());
      case By.EndingSoon _ -> ofEntitlement(Optional.of(Instant.parse(parts[0])), parts[1], item);
      case By.LastFive _, By.Link _ -> ofEntitlement(Optional.empty(), parts[0], item);
    };
  }

  private static Entry ofOrder(String[] parts, CustomerId customer) {
    var lines = Integer.parseInt(parts[1]);
    return new Entry(
        Optional.empty(),
        new OrderId(parts[0]),
        customer,
        IntStream.rangeClosed(1, lines).map(i -> lines + 1 - i).boxed().toList());
  }

  private static Entry ofEntitlement(Optional<Instant> end, String padded, Item item) {
    return new Entry(
        end,
        new OrderId(padded.substring(0, ORDER_LENGTH)),
        owner(item),
        List.of(Integer.valueOf(padded.substring(ORDER_LENGTH + 1))));
  }

  /** Returns the customer in whose partition an item is. */
  private static CustomerId owner(Item item) {
    return new CustomerId(item.text(Keys.PARTITION).split("#", 3)[2]);
  }
}
