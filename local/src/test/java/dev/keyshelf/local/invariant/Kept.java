package dev.keyshelf.local.invariant;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The whole table, by kind. Kinds that no rule knows are left alone. */
final class Kept {
  private final List<Row> rows;
  private final Map<String, Row> byKey = new HashMap<>();
  private final Map<String, Long> acts;
  private final Map<String, List<Row>> notes;
  private final Instant now;

  Kept(List<Map<String, AttributeValue>> items, Instant now) {
    this.now = now;
    rows = items.stream().map(Row::new).toList();
    rows.forEach(row -> byKey.put(row.key(), row));
    acts =
        rows("ACTIVITY#", "").stream()
            .flatMap(row -> names(row).stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    notes =
        rows("LEDGER#", "").stream()
            .filter(row -> row.text("kind").equals("CREDIT_NOTE"))
            .collect(Collectors.groupingBy(Kept::orderKey));
  }

  /** Gives the instant of the last look; what is dated after it was written by another clock. */
  Instant now() {
    return now;
  }

  /** Gives the items whose keys begin so. */
  List<Row> rows(String partition, String sort) {
    return rows.stream()
        .filter(row -> row.partition().startsWith(partition) && row.sort().startsWith(sort))
        .toList();
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

  /** Gives the keys that nobody has bought, those in quarantine included. */
  List<Row> pooledKeys() {
    return Stream.concat(rows("POOL#", "").stream(), rows("QUARANTINE#", "").stream()).toList();
  }

  List<Row> links() {
    return rows("LINK#", "-");
  }

  /** Gives the ledger's entries of a kind. */
  List<Row> ledger(String kind) {
    return rows("LEDGER#", "").stream().filter(row -> row.text("kind").equals(kind)).toList();
  }

  /** Gives the credit notes of an order. */
  List<Row> creditNotes(Row order) {
    return notes.getOrDefault(order.key(), List.of());
  }

  /** Gives the lines of credit notes that an entitlement's order line has. */
  List<Row> credits(Row entitlement) {
    var line = lineOf(entitlement);
    return creditNotes(orderOf(entitlement)).stream()
        .flatMap(note -> note.inners("lines").stream())
        .filter(each -> each.number("line") == line)
        .toList();
  }

  /** Gives the key of the order that an entitlement belongs to, there or not. */
  Row orderOf(Row entitlement) {
    var id = entitlement.text("id");
    return at(entitlement.partition(), "ORDER#" + id.substring(0, id.lastIndexOf('-')));
  }

  static long lineOf(Row entitlement) {
    var id = entitlement.text("id");
    return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
  }

  /** Gives the key of the order that a ledger's entry is about. */
  static String orderKey(Row entry) {
    var partner = entry.partition().split("#", 3)[1];
    return "CUSTOMER#%s#%s ORDER#%s"
        .formatted(partner, entry.text("customer"), entry.text("order"));
  }

  /** Counts the log's records of an operation on a customer, order, entitlement or link. */
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
