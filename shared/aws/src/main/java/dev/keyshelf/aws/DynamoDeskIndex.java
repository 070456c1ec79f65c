package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.desk.DeskIndex;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.support.SupportQueue;
import dev.keyshelf.domain.support.SupportRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Adds the attributes of the index {@code desk} to items that have none, and the entries by word
 * that a customer's name lacks, each under a condition.
 */
final class DynamoDeskIndex implements DeskIndex {
  private static final int PAGE = 500;
  private static final String LEFT_BUSY = "leftBusy";
  private static final String ABSENT = "attribute_not_exists(" + Keys.PARTITION + ")";
  private static final String NOT_INDEXED =
      "attribute_exists("
          + Keys.PARTITION
          + ") AND attribute_not_exists("
          + DeskKeys.PARTITION
          + ")";

  private final Table table;

  DynamoDeskIndex(Table table) {
    this.table = table;
  }

  @Override
  public Optional<Progress> progress() {
    return table
        .get(DeskKeys.progress())
        .map(
            item ->
                new Progress(
                    item.integer("pass"),
                    item.instant("notBefore"),
                    new Place(
                        item.integer("shard"),
                        item.optionalText("partner").map(PartnerId::new),
                        item.optionalText("customer").map(CustomerId::new),
                        item.optionalText("after")),
                    item.has(LEFT_BUSY),
                    item.number("version")));
  }

  @Override
  public boolean note(Optional<Progress> before, Progress after) {
    var place = after.place();
    var item =
        Item.at(DeskKeys.progress())
            .with("pass", after.pass())
            .with("notBefore", after.notBefore())
            .with("shard", place.shard())
            .withText("partner", place.partner().map(PartnerId::value))
            .withText("customer", place.customer().map(CustomerId::value))
            .withText("after", place.after())
            .withText(LEFT_BUSY, after.leftBusy() ? Optional.of("yes") : Optional.empty())
            .with("version", after.version());
    return before
        .map(
            read ->
                table
                    .writes()
                    .put(
                        item,
                        "version = :version",
                        Map.of(":version", AttributeValue.fromN(Long.toString(read.version())))))
        .orElseGet(() -> table.writes().put(item, ABSENT, Map.of()));
  }

  @Override
  public Step index(PartnerId partner, CustomerId customer, Optional<String> after) {
    var page =
        table.query(
            Table.Range.all(Keys.belongingsOf(partner, customer)), PAGE, after.orElse(null));
    var done = new Done();
    if (after.isEmpty()) {
      addWords(partner, customer, done);
    }
    AtOnce.forEach(
        page.items().stream().filter(item -> !item.has(DeskKeys.PARTITION)).toList(),
        item ->
            done.read(item.key(), () -> entries(partner, customer, item))
                .ifPresent(writes -> done.write(item.key(), writes)));
    return done.step(page);
  }

  @Override
  public Step indexSupport(PartnerId partner, Optional<String> after) {
    var page =
        table.query(
            Table.Range.startingWith(Keys.supportOf(partner), Keys.REQUEST),
            PAGE,
            after.orElse(null));
    var done = new Done();
    AtOnce.forEach(
        page.items().stream().filter(item -> !item.has(DeskKeys.PARTITION)).toList(),
        item ->
            done.read(item.key(), () -> SupportItems.request(partner, item))
                .ifPresent(request -> done.write(item.key(), List.of(add(item, request)))));
    return done.step(page);
  }

  /** A request that moves meanwhile gets its entry by that, if this release moves it. */
  private BooleanSupplier add(Item item, SupportRequest request) {
    return add(
        item,
        DeskKeys.support(request.state(), request.id()),
        DeskKeys.support(SupportQueue.Place.of(request)),
        NOT_INDEXED + " AND version = :version",
        Map.of(":version", AttributeValue.fromN(Long.toString(request.version()))));
  }

  /**
   * Adds the entries by the words of a customer's name. If the name changes meanwhile, an entry of
   * the old name can stay, and searches ignore it.
   */
  private void addWords(PartnerId partner, CustomerId customer, Done done) {
    var key = Keys.customer(partner, customer);
    var stored = table.get(key);
    var entries =
        stored
            .flatMap(
                item ->
                    done.read(
                        key,
                        () -> CustomerItems.wordEntries(CustomerItems.customer(partner, item))))
            .orElse(List.of());
    var present = table.get(entries.stream().map(Item::key).toList()).stream().map(Item::key);
    var known = present.collect(Collectors.toSet());
    entries.stream()
        .filter(entry -> !known.contains(entry.key()))
        .forEach(
            entry ->
                done.write(
                    entry.key(), List.of(() -> table.writes().put(entry, ABSENT, Map.of()))));
  }

  /** What a step has done so far. */
  private static final class Done {
    private final AtomicInteger added = new AtomicInteger();
    private final List<String> unreadable = Collections.synchronizedList(new ArrayList<>());
    private final List<String> busy = Collections.synchronizedList(new ArrayList<>());

    Step step(Table.Page page) {
      return new Step(
          added.get(),
          unreadable,
          busy,
          page.more() ? Optional.of(page.items().getLast().text(Keys.SORT)) : Optional.empty());
    }

    /** An item that cannot be read must not keep all later ones out of the index. */
    <T> Optional<T> read(Key key, Supplier<T> reading) {
      try {
        return Optional.of(reading.get());
      } catch (RuntimeException why) {
        unreadable.add(key + ": " + why.getClass().getSimpleName());
        return Optional.empty();
      }
    }

    void write(Key key, List<BooleanSupplier> writes) {
      try {
        writes.stream().filter(BooleanSupplier::getAsBoolean).forEach(_ -> added.incrementAndGet());
      } catch (UnavailableException failure) {
        if (UnavailableException.isOutage(failure)) {
          throw failure;
        }
        busy.add(key.toString());
      }
    }
  }

  /** Reads an item; returns the writes of its entries, each of which tells whether it added one. */
  private List<BooleanSupplier> entries(PartnerId partner, CustomerId customer, Item item) {
    var parts = item.text(Keys.SORT).split("#");
    return switch (parts[0] + "#") {
      case Keys.ORDER -> ofOrder(partner, customer, item);
      case Keys.ENTITLEMENT -> ofWindow(partner, customer, item);
      case Keys.KEY -> {
        var sort =
            DeskKeys.issuedKey(
                new EntitlementId(parts[1]), item.integer("ordinal"), item.integer("generation"));
        yield List.of(add(item, DeskKeys.lastFive(partner, item.text("lastFive")), sort));
      }
      case Keys.LINK -> {
        var sort = Keys.padded(new EntitlementId(parts[1]));
        yield List.of(add(item, DeskKeys.link(partner, new LinkId(parts[2])), sort));
      }
      default -> List.of();
    };
  }

  /** Returns the ends of an order's terms, as items of their own, and then the order. */
  private List<BooleanSupplier> ofOrder(PartnerId partner, CustomerId customer, Item item) {
    var order = OrderItems.order(partner, customer, item);
    List<BooleanSupplier> entries = new ArrayList<>();
    DeskItems.termEnds(order)
        .forEach(end -> entries.add(() -> table.writes().put(end, ABSENT, Map.of())));
    var sort = DeskKeys.order(order.id(), order.lines().size());
    entries.add(add(item, DeskKeys.orders(partner), sort));
    return entries;
  }

  private List<BooleanSupplier> ofWindow(PartnerId partner, CustomerId customer, Item item) {
    var entitlement = EntitlementItems.entitlement(partner, customer, item);
    var terms = entitlement.purchase().terms();
    if (!item.has(Keys.WINDOW_SHARD) || terms.cancellation() == CancellationRoute.NEVER) {
      return List.of();
    }
    // A window that is cancelled or closed meanwhile has left the other index.
    return List.of(
        add(
            item,
            DeskKeys.windows(partner),
            DeskKeys.window(terms.window().closesAt(), entitlement.id()),
            NOT_INDEXED + " AND attribute_exists(" + Keys.WINDOW_SHARD + ")"));
  }

  private BooleanSupplier add(Item item, String partition, String sort) {
    return add(item, partition, sort, NOT_INDEXED);
  }

  private BooleanSupplier add(Item item, String partition, String sort, String condition) {
    return add(item, partition, sort, condition, Map.of());
  }

  private BooleanSupplier add(
      Item item,
      String partition,
      String sort,
      String condition,
      Map<String, AttributeValue> compared) {
    Map<String, AttributeValue> values = new HashMap<>(compared);
    values.put(":partition", AttributeValue.fromS(partition));
    values.put(":sort", AttributeValue.fromS(sort));
    return () ->
        table
            .writes()
            .update(
                item.key(),
                "SET " + DeskKeys.PARTITION + " = :partition, " + DeskKeys.SORT + " = :sort",
                condition,
                values);
  }
}
