package dev.keyshelf.aws;

import dev.keyshelf.aws.DeskEntries.Entry;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.desk.Desk;
import dev.keyshelf.domain.desk.Search;
import dev.keyshelf.domain.desk.Search.By;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.EntitlementState;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.OrderState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds orders and entitlements by the index {@code desk} and reads them as they are now. With a
 * customer and no other way to look, the customer's own partition is read instead.
 */
final class DynamoDesk implements Desk {
  private final Table table;

  DynamoDesk(Table table) {
    this.table = table;
  }

  @Override
  public Page<Order, OrderId> orders(
      PartnerId partner, Search<OrderState> search, int limit, Optional<Place<OrderId>> after) {
    if (search.by() instanceof By.Newest && search.customer().isPresent()) {
      return ordersOf(partner, search.customer().get(), search, limit, after);
    }
    var all = DeskEntries.of(table, partner, search);
    var walk =
        new DeskWalk<Order, OrderId>(
            after.map(all::after).orElse(all),
            _ -> 1,
            entries -> lookAtOrders(partner, search, entries));
    return page(partner, walk.run(limit), Order::customer);
  }

  private Page<Order, OrderId> ordersOf(
      PartnerId partner,
      CustomerId customer,
      Search<OrderState> search,
      int limit,
      Optional<Place<OrderId>> after) {
    var found =
        ofCustomer(
            range(partner, customer, search, Keys.ORDER, ""),
            limit,
            after.map(place -> Keys.order(partner, customer, place.id())),
            item -> OrderItems.order(partner, customer, item),
            order -> isWanted(order, search),
            DynamoDesk::place);
    return page(partner, found, Order::customer);
  }

  /** Returns the range of a customer's own items of a kind, newest first; empty if it has none. */
  private static Optional<Table.Range> range(
      PartnerId partner, CustomerId customer, Search<?> search, String kind, String afterAll) {
    return Ulids.Span.between(search.from(), search.to())
        .map(
            span ->
                Table.Range.between(
                        Keys.belongingsOf(partner, customer),
                        kind + span.least(),
                        kind + span.most() + afterAll)
                    .backwards());
  }

  private <T, I> DeskWalk.Found<T, I> ofCustomer(
      Optional<Table.Range> range,
      int limit,
      Optional<Key> after,
      Function<Item, T> reader,
      Predicate<T> wanted,
      Function<T, Place<I>> placed) {
    if (range.isEmpty()) {
      return new DeskWalk.Found<>(List.of(), Optional.empty());
    }
    var found = table.search(range.get(), limit, after.map(Key::sort).orElse(null), reader, wanted);
    return new DeskWalk.Found<>(
        found.items().stream()
            .map(each -> DeskWalk.Candidate.of(placed.apply(each), each))
            .toList(),
        found.last().map(placed));
  }

  private static Place<OrderId> place(Order order) {
    return new Place<>(Optional.empty(), order.id());
  }

  private List<DeskWalk.Candidate<Order, OrderId>> lookAtOrders(
      PartnerId partner, Search<OrderState> search, List<Entry> entries) {
    var keys = wanted(search, entries).map(entry -> orderKey(partner, entry));
    // Only of those that pass the filters are the lines' ends read.
    var orders =
        read(keys, item -> OrderItems.order(partner, ownerOf(item), item)).stream()
            .filter(order -> isWanted(order, search))
            .collect(Collectors.toMap(Order::id, Function.identity()));
    var soonest =
        search.by() instanceof By.EndingSoon soon
            ? soonestEnds(orders.values(), soon, search.now())
            : Map.<OrderId, Instant>of();
    var counted = new HashSet<OrderId>();
    return entries.stream()
        .map(
            entry -> {
              var order = Optional.ofNullable(orders.get(entry.order()));
              var lines =
                  search.by() instanceof By.EndingSoon && counted.add(entry.order())
                      ? order.map(Order::lines).map(List::size).orElse(0)
                      : 0;
              return new DeskWalk.Candidate<>(
                  new Place<>(entry.end(), entry.order()),
                  // An order of several ends is in the list once, at the first of them.
                  order.filter(
                      each -> entry.end().equals(Optional.ofNullable(soonest.get(each.id())))),
                  1 + lines);
            })
        .toList();
  }

  private static boolean isWanted(Order order, Search<OrderState> search) {
    return search.includes(order.placedAt(), order.state())
        && order.lines().stream().anyMatch(line -> search.includes(line.purchase()));
  }

  /** Returns the first of the ends that are still ahead, of each order that has any. */
  private Map<OrderId, Instant> soonestEnds(
      Collection<Order> orders, By.EndingSoon soon, Instant now) {
    var keys =
        orders.stream()
            .flatMap(
                order ->
                    order.lines().stream()
                        .map(line -> EntitlementId.of(order.id(), line.number()))
                        .map(id -> Keys.entitlement(order.partner(), order.customer(), id)));
    var partner = orders.stream().map(Order::partner).findFirst();
    return partner.map(own -> entitlements(own, keys)).orElse(List.of()).stream()
        .flatMap(
            each ->
                soon.ending().of(each, now).stream().map(end -> Map.entry(each.id().order(), end)))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                Map.Entry::getValue,
                (one, other) -> one.isBefore(other) ? one : other));
  }

  @Override
  public Page<Entitlement, EntitlementId> software(
      PartnerId partner,
      Search<EntitlementState> search,
      int limit,
      Optional<Place<EntitlementId>> after) {
    if (search.by() instanceof By.Newest && search.customer().isPresent()) {
      return softwareOf(partner, search.customer().get(), search, limit, after);
    }
    var all = DeskEntries.of(table, partner, search);
    var walk =
        new DeskWalk<Entitlement, EntitlementId>(
            after.map(all::from).orElse(all),
            entry -> entry.lines().size(),
            entries -> lookAtSoftware(partner, search, entries, after));
    return page(partner, walk.run(limit), Entitlement::customer);
  }

  private Page<Entitlement, EntitlementId> softwareOf(
      PartnerId partner,
      CustomerId customer,
      Search<EntitlementState> search,
      int limit,
      Optional<Place<EntitlementId>> after) {
    var found =
        ofCustomer(
            range(partner, customer, search, Keys.ENTITLEMENT, DeskKeys.END),
            limit,
            after.map(place -> Keys.entitlement(partner, customer, place.id())),
            item -> EntitlementItems.entitlement(partner, customer, item),
            each -> isWanted(each, search),
            DynamoDesk::place);
    return page(partner, found, Entitlement::customer);
  }

  private static Place<EntitlementId> place(Entitlement entitlement) {
    return new Place<>(Optional.empty(), entitlement.id());
  }

  private List<DeskWalk.Candidate<Entitlement, EntitlementId>> lookAtSoftware(
      PartnerId partner,
      Search<EntitlementState> search,
      List<Entry> entries,
      Optional<Place<EntitlementId>> after) {
    var keys =
        wanted(search, entries)
            .flatMap(
                entry -> ids(entry).map(id -> Keys.entitlement(partner, entry.customer(), id)));
    var found =
        entitlements(partner, keys).stream()
            .collect(Collectors.toMap(Entitlement::id, Function.identity()));
    var order = DeskEntries.order(search.by());
    return entries.stream()
        .flatMap(entry -> ids(entry).map(id -> new Place<>(entry.end(), id)))
        .filter(place -> after.map(end -> order.compare(place, end) > 0).orElse(true))
        .map(
            place ->
                new DeskWalk.Candidate<>(
                    place,
                    Optional.ofNullable(found.get(place.id()))
                        .filter(each -> isWanted(each, search))
                        .filter(each -> endOf(each, search).equals(place.end())),
                    1))
        .toList();
  }

  private static boolean isWanted(Entitlement entitlement, Search<EntitlementState> search) {
    return search.includes(entitlement.purchasedAt(), entitlement.stateAt(search.now()))
        && search.includes(entitlement.purchase());
  }

  /** Returns the end as it is now. The index may still have an earlier one. */
  private static Optional<Instant> endOf(Entitlement entitlement, Search<?> search) {
    return search.by() instanceof By.EndingSoon soon
        ? soon.ending().of(entitlement, search.now())
        : Optional.empty();
  }

  private static Stream<Entry> wanted(Search<?> search, List<Entry> entries) {
    return entries.stream().filter(entry -> search.includes(entry.customer()));
  }

  private static Key orderKey(PartnerId partner, Entry entry) {
    return Keys.order(partner, entry.customer(), entry.order());
  }

  private static Stream<EntitlementId> ids(Entry entry) {
    return entry.lines().stream().map(line -> EntitlementId.of(entry.order(), line));
  }

  private List<Entitlement> entitlements(PartnerId partner, Stream<Key> keys) {
    return read(keys, item -> EntitlementItems.entitlement(partner, ownerOf(item), item));
  }

  private <T> List<T> read(Stream<Key> keys, Function<Item, T> reader) {
    // DynamoDB refuses a key that is asked for twice.
    return table.get(keys.distinct().toList()).stream().map(reader).toList();
  }

  /** Returns the customer in whose partition an item is. */
  static CustomerId ownerOf(Item item) {
    return new CustomerId(item.text(Keys.PARTITION).split("#", 3)[2]);
  }

  /** Adds to each row whose it is. */
  private <T, I> Page<T, I> page(
      PartnerId partner, DeskWalk.Found<T, I> found, Function<T, CustomerId> owner) {
    var keys =
        found.candidates().stream()
            .flatMap(each -> each.found().stream())
            .map(each -> Keys.customer(partner, owner.apply(each)));
    var customers =
        read(keys, item -> CustomerItems.customer(partner, item)).stream()
            .collect(Collectors.toMap(Customer::id, Function.identity()));
    var rows = new ArrayList<Row<T>>();
    for (var each : found.candidates()) {
      for (var thing : each.found().stream().toList()) {
        var customer = customers.get(owner.apply(thing));
        if (customer == null) {
          throw new IllegalStateException("a purchase without its customer");
        }
        rows.add(new Row<>(thing, customer, each.place().end()));
      }
    }
    return new Page<>(rows, found.next());
  }
}
