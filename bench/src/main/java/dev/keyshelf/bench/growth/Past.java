package dev.keyshelf.bench.growth;

import dev.keyshelf.embedded.TableStore;
import dev.keyshelf.embedded.items.Bytes;
import dev.keyshelf.embedded.items.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Fills a partner's table as time does. It copies the items of one real purchase, with new ids for
 * each copy. Partitions of the partner or of the day stay the same. The ends of windows and terms
 * are spread over the next 60 days, in the order of the copies.
 */
final class Past {
  /** So many copies are written together. */
  private static final int TOGETHER = 1_000;

  private static final String PARTITION = "pk";
  private static final String SORT = "sk";
  private static final String CUSTOMERS = "CUSTOMERS#";
  private static final String CUSTOMER = "CUSTOMER#";

  /** ULIDs, hashes, GUIDs, instants, and the last characters by which a key is found. */
  private static final Pattern ID =
      Pattern.compile(
          "\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z|(?<=^LASTFIVE#[a-z0-9-]{1,64}#).{5}"
              + "|\\b[0-7][0-9A-HJKMNP-TV-Z]{25}\\b|\\b[0-9a-f]{64}\\b"
              + "|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final String table;
  private final List<Map<String, Value>> purchase;
  private final int mostCustomers;

  /** The starts and ends of the ids in each text of the purchase. */
  private final Map<String, List<Place>> places = new ConcurrentHashMap<>();

  private record Place(int start, int end) {}

  private Past(String table, List<Map<String, Value>> purchase, int mostCustomers) {
    this.table = table;
    this.purchase = purchase;
    this.mostCustomers = mostCustomers;
  }

  /** Does some work and takes the items that it adds to the client's table. */
  static Past after(DynamoDbClient dynamo, Runnable work) {
    var table = dynamo.listTables().tableNames().getFirst();
    var before = Set.copyOf(items(dynamo, table));
    work.run();
    var left = items(dynamo, table).stream().filter(item -> !before.contains(item));
    return new Past(table, left.map(Past::values).toList(), Integer.MAX_VALUE);
  }

  private static List<Map<String, AttributeValue>> items(DynamoDbClient dynamo, String table) {
    return dynamo.scanPaginator(scan -> scan.tableName(table)).items().stream().toList();
  }

  private static Map<String, Value> values(Map<String, AttributeValue> item) {
    Map<String, Value> values = new HashMap<>();
    item.forEach((name, value) -> values.put(name, value(value)));
    return values;
  }

  private static Value value(AttributeValue value) {
    return switch (value.type()) {
      case S -> new Value.S(value.s());
      case N -> new Value.N(new BigDecimal(value.n()));
      case B -> new Value.B(Bytes.of(value.b().asByteArray()));
      case BOOL -> new Value.Bool(value.bool());
      case L -> new Value.L(value.l().stream().map(Past::value).toList());
      case M -> new Value.M(values(value.m()));
      default -> throw new IllegalStateException("no item has a value of type " + value.type());
    };
  }

  /**
   * Returns the same purchase with only the items that lists across customers read: those of the
   * index {@code desk} except links, the entry under the purchase order number, and the customer.
   * So many customers take turns to have the copies, each with one purchase order number.
   */
  Past ofLists(int customers) {
    return new Past(table, purchase.stream().filter(Past::isRead).toList(), customers);
  }

  private static boolean isRead(Map<String, Value> item) {
    return item.containsKey("deskPartition")
        ? !text(item, "deskPartition").startsWith("LINKID#")
        : text(item, PARTITION).startsWith("PO#") || isCustomer(item);
  }

  private static boolean isCustomer(Map<String, Value> item) {
    return text(item, PARTITION).startsWith(CUSTOMERS) && text(item, SORT).startsWith(CUSTOMER);
  }

  private static String text(Map<String, Value> item, String attribute) {
    return item.get(attribute) instanceof Value.S(var text) ? text : "";
  }

  /** Returns the number of items of the purchase. */
  int size() {
    return purchase.size();
  }

  /**
   * Adds this many copies of the purchase to its table, without requests.
   *
   * @return a text for people that says what was added
   */
  String repeat(int copies, TableStore store) {
    var began = System.nanoTime();
    var customer =
        purchase.stream()
            .filter(Past::isCustomer)
            .map(item -> text(item, SORT).substring(CUSTOMER.length()))
            .findFirst()
            .orElseThrow();
    IntStream.range(0, Math.ceilDiv(copies, TOGETHER))
        .parallel()
        .forEach(
            part -> {
              var all = new ArrayList<Map<String, Value>>();
              var last = Math.min(copies, (part + 1) * TOGETHER);
              for (int i = part * TOGETHER; i < last; i++) {
                var ids = new Ids(i, copies, i % mostCustomers, customer);
                for (var item : purchase) {
                  if (i < mostCustomers || !isCustomer(item)) {
                    all.add(copy(item, ids));
                  }
                }
              }
              store.put(table, all);
            });
    var took = Duration.ofNanos(System.nanoTime() - began).toSeconds();
    return "%,d orders of %d items each, filled in %d s".formatted(copies, size(), took);
  }

  private Map<String, Value> copy(Map<String, Value> item, Ids ids) {
    var copy = HashMap.<String, Value>newHashMap(item.size());
    item.forEach((name, value) -> copy.put(name, copy(value, ids)));
    return copy;
  }

  private Value copy(Value value, Ids ids) {
    return switch (value) {
      case Value.S(var text) -> {
        var copy = copy(text, ids);
        yield copy.equals(text) ? value : new Value.S(copy);
      }
      case Value.L(var values) ->
          new Value.L(values.stream().map(each -> copy(each, ids)).toList());
      case Value.M(var values) -> new Value.M(copy(values, ids));
      default -> value;
    };
  }

  private String copy(String text, Ids ids) {
    var copy = new StringBuilder();
    var done = 0;
    for (var place : places.computeIfAbsent(text, Past::placesOf)) {
      copy.append(text, done, place.start());
      copy.append(ids.of(text.substring(place.start(), place.end())));
      done = place.end();
    }
    return done == 0 ? text : copy.append(text, done, text.length()).toString();
  }

  private static List<Place> placesOf(String text) {
    return ID.matcher(text).results().map(found -> new Place(found.start(), found.end())).toList();
  }
}
