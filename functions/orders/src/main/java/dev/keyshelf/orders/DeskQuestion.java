package dev.keyshelf.orders;

import dev.keyshelf.api.Positions;
import dev.keyshelf.api.TimeRange;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.desk.Desk.Place;
import dev.keyshelf.domain.desk.Ending;
import dev.keyshelf.domain.desk.Search;
import dev.keyshelf.domain.desk.Search.By;
import dev.keyshelf.domain.entitlement.References;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The query of a list across customers.
 *
 * @param search what it asks for; not yet valid while the parameters have faults
 * @param given the time range as the request gave it
 */
record DeskQuestion<S extends Enum<S>>(Search<S> search, TimeRange.Given given) {
  private static final int MOST_DAYS = 366;
  private static final char SEPARATOR = '|';

  /** Reads what orders are asked for. */
  static <S extends Enum<S>> DeskQuestion<S> ofOrders(
      Parameters parameters, Class<S> states, Instant now) {
    return of(parameters, states, now, ways(parameters));
  }

  /** Reads what entitlements are asked for. */
  static <S extends Enum<S>> DeskQuestion<S> ofSoftware(
      Parameters parameters, Class<S> states, Instant now) {
    var ways = ways(parameters);
    put(
        ways,
        "lastFive",
        parameters.parsed(
            "lastFive",
            "the lastFive of a key",
            text ->
                Optional.of(text)
                    .filter(five -> five.matches("[A-Za-z0-9]{5}"))
                    .map(By.LastFive::new)));
    put(
        ways,
        "linkId",
        parameters.parsed("linkId", "a link's id", parsed(LinkId::parse, By.Link::new)));
    return of(parameters, states, now, ways);
  }

  /** Reads the ways to look that orders and entitlements have. */
  private static Map<String, By> ways(Parameters parameters) {
    Map<String, By> ways = new LinkedHashMap<>();
    put(
        ways,
        "orderId",
        parameters.parsed("orderId", "an order's id", parsed(OrderId::parse, By.OfOrder::new)));
    put(
        ways,
        "purchaseOrderNumber",
        parameters.parsed(
            "purchaseOrderNumber",
            "a purchase order number of 1 to %s characters".formatted(References.LONGEST),
            DeskQuestion::purchaseOrder));
    putDays(ways, parameters, "windowEndsWithinDays", Ending.WINDOW);
    putDays(ways, parameters, "termEndsWithinDays", Ending.TERM);
    return ways;
  }

  /** Reads a number as orders keep it, so that it is found as it was typed there. */
  private static Optional<By> purchaseOrder(String number) {
    return Text.canonical(number)
        .filter(text -> !text.isBlank() && Text.length(text) <= References.LONGEST)
        .map(By.PurchaseOrder::new);
  }

  private static void putDays(
      Map<String, By> ways, Parameters parameters, String name, Ending ending) {
    put(
        ways,
        name,
        parameters.parsed(
            name,
            "a number of days from 1 to " + MOST_DAYS,
            text ->
                Optional.of(text)
                    .filter(digits -> digits.matches("[1-9][0-9]{0,2}"))
                    .map(Integer::valueOf)
                    .filter(days -> days <= MOST_DAYS)
                    .map(days -> new By.EndingSoon(ending, days))));
  }

  private static void put(Map<String, By> ways, String name, Optional<? extends By> way) {
    way.ifPresent(by -> ways.put(name, by));
  }

  private static <I> Function<String, Optional<By>> parsed(
      Function<String, Optional<I>> parser, Function<I, By> way) {
    return text -> parser.apply(text).map(way);
  }

  private static <S extends Enum<S>> DeskQuestion<S> of(
      Parameters parameters, Class<S> states, Instant now, Map<String, By> ways) {
    var names = List.copyOf(ways.keySet());
    names.stream()
        .skip(1)
        .forEach(
            name ->
                parameters.fault(
                    Fault.ofParameter(name, "cannot be asked together with " + names.getFirst())));
    var range = TimeRange.ofAllTime(parameters);
    var search =
        new Search<>(
            ways.values().stream().findFirst().orElseGet(By.Newest::new),
            parameters.parsed("customer", "a customer's id", CustomerId::parse),
            parameters.parsed("product", "a product's id", ProductId::parse),
            parameters.oneOf("kind", ProductKind.class),
            parameters.oneOf("state", states),
            range.from(),
            range.to(),
            now);
    return new DeskQuestion<>(search, range.given());
  }

  /** Returns what a cursor belongs to: all that was asked, without the instant. */
  Object[] asked() {
    return new Object[] {
      search.by(), search.customer(), search.product(), search.kind(), search.state(), given
    };
  }

  /** Returns the places where a page can end. */
  <I> Positions<Place<I>> positions(
      Function<I, String> writer, Function<String, Optional<I>> parser) {
    return Positions.of(
        place ->
            place.end().map(end -> end.toString() + SEPARATOR).orElse("")
                + writer.apply(place.id()),
        text -> place(text, parser),
        place -> isInRange(place, writer.apply(place.id())));
  }

  private static <I> Optional<Place<I>> place(String text, Function<String, Optional<I>> parser) {
    var separator = text.indexOf(SEPARATOR);
    var id = parser.apply(text.substring(separator + 1));
    if (separator < 0) {
      return id.map(found -> new Place<>(Optional.empty(), found));
    }
    return id.flatMap(
        found ->
            end(text.substring(0, separator)).map(end -> new Place<>(Optional.of(end), found)));
  }

  private static Optional<Instant> end(String text) {
    try {
      // Other texts of the same instant are not ours.
      return Optional.of(Instant.parse(text)).filter(end -> end.toString().equals(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private boolean isInRange(Place<?> place, String id) {
    var isTimely = Positions.isTimely(id);
    return switch (search.by()) {
      case By.EndingSoon soon ->
          isTimely
              && place.end().filter(end -> isWithin(end, soon.lastAt(search.now()))).isPresent();
      case By.Newest() ->
          isTimely
              && place.end().isEmpty()
              && Ulids.Span.between(search.from(), search.to())
                  .filter(span -> span.contains(id))
                  .isPresent();
      case By.OfOrder _, By.PurchaseOrder _, By.LastFive _, By.Link _ ->
          isTimely && place.end().isEmpty();
    };
  }

  private static boolean isWithin(Instant end, Instant last) {
    return !end.isBefore(TimeRange.EARLIEST) && !end.isAfter(last);
  }
}
