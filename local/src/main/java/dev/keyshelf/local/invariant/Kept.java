package dev.keyshelf.local.invariant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** All items of the table, by kind. Rules ignore kinds that they do not know. */
final class Kept {
  private final List<Row> rows;
  private final Map<String, Row> byKey = new HashMap<>();

  /** In the order of their keys, because rules ask for a few items of each order. */
  private final NavigableMap<String, NavigableMap<String, List<Row>>> byPartition = new TreeMap<>();

  private final Map<String, Long> acts;
  private final Map<String, List<Row>> notes;
  private final Instant now;

  Kept(List<Map<String, AttributeValue>> items, Instant now) {
    this.now = now;
    rows = items.stream().map(Row::new).toList();
    for (var row : rows) {
      byKey.put(row.key(), row);
      byPartition
          .computeIfAbsent(row.partition(), _ -> new TreeMap<>())
          .computeIfAbsent(row.sort(), _ -> new ArrayList<>())
          .add(row);
    }
    acts =
        rows("ACTIVITY#", "").stream()
            .flatMap(row -> names(row).stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    notes =
        rows("LEDGER#", "").stream()
            .filter(row -> row.text("kind").equals("CREDIT_NOTE"))
            .collect(Collectors.groupingBy(Kept::orderKey));
  }

  /** Returns the instant of this check. An item dated after it was written by another clock. */
  Instant now() {
    return now;
  }

  /** Returns the items whose keys begin with these texts. */
  List<Row> rows(String partition, String sort) {
    return beginning(partition, byPartition)
        .flatMap(each -> beginning(sort, each))
        .flatMap(List::stream)
        .toList();
  }

  private static <V> Stream<V> beginning(String text, NavigableMap<String, V> all) {
    return all.tailMap(text, true).entrySet().stream()
        .takeWhile(each -> each.getKey().startsWith(text))
        .map(Map.Entry::getValue);
  }

  List<Row> all() {
    return rows;
  }

  Optional<Row> find(String partition, String sort) {
    return Optional.ofNullable(byKey.get(partition + " " + sort));
  }

  List<Row> orders() {
    return rows("CUSTOMER#", "ORDER#");
  }

  List<Row> entitlements() {
    return rows("CUSTOMER#", "ENTITLEMENT#");
  }

  List<Row> issuedKeys() {
    return rows("CUSTOMER#", "KEY#");
  }

  /** Returns the unsold keys, including those in quarantine. */
  List<Row> pooledKeys() {
    return Stream.concat(rows("POOL#", "").stream(), rows("QUARANTINE#", "").stream()).toList();
  }

  List<Row> links() {
    return rows("LINK#", "-");
  }

  /** Returns the ledger's entries of a kind. */
  List<Row> ledger(String kind) {
    return rows("LEDGER#", "").stream().filter(row -> row.text("kind").equals(kind)).toList();
  }

  /** Returns the credit notes of an order. */
  List<Row> creditNotes(Row order) {
    return notes.getOrDefault(order.key(), List.of());
  }

  /** Returns the lines of credit notes for an entitlement's order line. */
  List<Row> credits(Row entitlement) {
    var line = lineOf(entitlement);
    return creditNotes(orderOf(entitlement)).stream()
        .flatMap(note -> note.inners("lines").stream())
        .filter(each -> each.number("line") == line)
        .toList();
  }

  /** Returns a row with the key of an entitlement's order, even if that order does not exist. */
  Row orderOf(Row entitlement) {
    var id = entitlement.text("id");
    return at(entitlement.partition(), "ORDER#" + id.substring(0, id.lastIndexOf('-')));
  }

  static long lineOf(Row entitlement) {
    var id = entitlement.text("id");
    return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
  }

  /** Returns the key of the order of a ledger's entry. */
  static String orderKey(Row entry) {
    var partner = entry.partition().split("#", 3)[1];
    return "CUSTOMER#%s#%s ORDER#%s"
        .formatted(partner, entry.text("customer"), entry.text("order"));
  }

  /** Returns the number of the log's records of an operation on a customer, order or the like. */
  long acts(String operation, String subject) {
    return acts.getOrDefault(operation + " " + subject, 0L);
  }

  boolean has(String key) {
    return byKey.containsKey(key);
  }

  static Row at(String partition, String sort) {
    return new Row(Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort)));
  }

  private static List<String> names(Row activity) {
    var subject = activity.inner("subject");
    return List.of("customer", "order", "entitlement", "link").stream()
        .map(subject::text)
        .filter(id -> !id.isEmpty())
        .map(id -> activity.text("operation") + " " + id)
        .toList();
  }
}
