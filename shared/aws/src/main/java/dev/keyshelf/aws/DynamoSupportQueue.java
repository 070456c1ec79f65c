package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.SupportQueue;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.domain.support.SupportRequestState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds support requests of all partners by the index {@code desk} and reads them as they are now.
 * A request that has left the place where the index has it is left out.
 */
final class DynamoSupportQueue implements SupportQueue {
  /** After how many entries a page ends, which may all be of other partners. */
  private static final int MOST_EXAMINED = 2_000;

  /** How many entries a query reads at once if most of them can be of other partners. */
  private static final int READ_AT_ONCE = 500;

  private final Table table;

  DynamoSupportQueue(Table table) {
    this.table = table;
  }

  @Override
  public Page list(Wanted wanted, int limit, Optional<Place> after) {
    var isNewestFirst = wanted.state() == SupportRequestState.CLOSED;
    var length = wanted.partner().isPresent() ? READ_AT_ONCE : limit;
    var shards =
        IntStream.range(0, DeskKeys.SUPPORT_SHARDS)
            .mapToObj(number -> new Shard(wanted.state(), number, isNewestFirst, length, after))
            .toList();
    AtOnce.forEach(shards, Shard::read);
    Comparator<Place> byTime = Comparator.comparing(DeskKeys::support);
    var order = isNewestFirst ? byTime.reversed() : byTime;
    var found = new ArrayList<Place>();
    Place last = null;
    for (int examined = 0; found.size() < limit && examined < MOST_EXAMINED; examined++) {
      var next =
          shards.stream().filter(Shard::hasNext).min(Comparator.comparing(Shard::next, order));
      if (next.isEmpty()) {
        return new Page(rows(wanted.state(), found), Optional.empty());
      }
      last = next.get().take();
      if (wanted.partner().map(last.partner()::equals).orElse(true)) {
        found.add(last);
      }
    }
    return new Page(
        rows(wanted.state(), found),
        shards.stream().anyMatch(Shard::hasNext) ? Optional.ofNullable(last) : Optional.empty());
  }

  /** Reads the requests that are still at their places, with the names of partner and customer. */
  private List<Row> rows(SupportRequestState state, List<Place> places) {
    Map<Place, SupportRequest> requests = new HashMap<>();
    for (var item :
        table.get(
            places.stream()
                .map(place -> Keys.supportRequest(place.partner(), place.request()))
                .toList())) {
      var request = SupportItems.request(partnerOf(item), item);
      if (request.state() == state) {
        requests.put(Place.of(request), request);
      }
    }
    var partners =
        names(requests.values().stream().map(each -> Keys.partner(each.partner())), "name");
    var customers =
        names(requests.values().stream().map(DynamoSupportQueue::customer), "companyName");
    return places.stream()
        .flatMap(place -> Stream.ofNullable(requests.get(place)))
        .map(
            each ->
                new Row(
                    each,
                    partners.getOrDefault(Keys.partner(each.partner()), each.partner().value()),
                    customers.getOrDefault(
                        customer(each), each.concern().customer().domain().ascii())))
        .toList();
  }

  private static PartnerId partnerOf(Item item) {
    return new PartnerId(item.text(Keys.PARTITION).split("#", 2)[1]);
  }

  private static Key customer(SupportRequest request) {
    return Keys.customer(request.partner(), request.concern().customer().id());
  }

  private Map<Key, String> names(Stream<Key> keys, String attribute) {
    return table.getLagging(keys.distinct().toList()).stream()
        .collect(Collectors.toMap(Item::key, item -> item.text(attribute)));
  }

  /** One partition of the index, read page by page in the queue's order. */
  private final class Shard {
    private final String partition;
    private final boolean isNewestFirst;
    private final int length;
    private final Optional<Place> after;
    private final Queue<Place> ahead = new ArrayDeque<>();
    private @Nullable Map<String, AttributeValue> start;
    private boolean isOver;

    Shard(
        SupportRequestState state,
        int number,
        boolean isNewestFirst,
        int length,
        Optional<Place> after) {
      this.partition = DeskKeys.support(state, number);
      this.isNewestFirst = isNewestFirst;
      this.length = length;
      this.after = after;
    }

    void read() {
      Map<String, AttributeValue> values = new HashMap<>();
      values.put(":partition", AttributeValue.fromS(partition));
      after.ifPresent(place -> values.put(":after", AttributeValue.fromS(DeskKeys.support(place))));
      var range = isNewestFirst ? " < :after" : " > :after";
      var page =
          table.queryIndex(
              Keys.DESK_INDEX,
              DeskKeys.PARTITION
                  + " = :partition"
                  + (after.isPresent() ? " AND " + DeskKeys.SORT + range : ""),
              values,
              isNewestFirst,
              length,
              start);
      page.items().forEach(item -> ahead.add(place(item)));
      isOver = !page.more();
      start = page.more() ? page.items().getLast().values() : null;
    }

    boolean hasNext() {
      while (ahead.isEmpty() && !isOver) {
        read();
      }
      return !ahead.isEmpty();
    }

    Place next() {
      return ahead.element();
    }

    Place take() {
      return ahead.remove();
    }

    private static Place place(Item entry) {
      var parts = entry.text(DeskKeys.SORT).split("#");
      return new Place(
          Instant.parse(parts[0]), new PartnerId(parts[1]), new SupportRequestId(parts[2]));
    }
  }
}
