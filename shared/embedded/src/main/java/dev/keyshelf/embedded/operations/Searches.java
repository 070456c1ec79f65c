package dev.keyshelf.embedded.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.expression.Condition;
import dev.keyshelf.embedded.expression.Expressions;
import dev.keyshelf.embedded.expression.Placeholders;
import dev.keyshelf.embedded.expression.Projection;
import dev.keyshelf.embedded.items.Attributes;
import dev.keyshelf.embedded.items.ItemBytes;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Sizes;
import dev.keyshelf.embedded.items.Value;
import dev.keyshelf.embedded.storage.Storage;
import dev.keyshelf.embedded.tables.Index;
import dev.keyshelf.embedded.tables.KeyAttribute;
import dev.keyshelf.embedded.tables.Table;
import dev.keyshelf.embedded.tables.Tables;
import dev.keyshelf.embedded.transactions.Items;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Query and Scan.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.html">Querying
 *     tables in DynamoDB</a>
 */
final class Searches {
  private static final int MOST_BYTES = 1024 * 1024;
  private static final List<String> EXPRESSIONS =
      List.of("ProjectionExpression", "FilterExpression", "KeyConditionExpression");
  private static final List<String> REPLACED =
      List.of(
          "AttributesToGet", "QueryFilter", "ScanFilter", "ConditionalOperator", "KeyConditions");

  private final Tables tables;
  private final Items items;
  private final Storage storage;
  private final Expressions expressions;

  Searches(Tables tables, Items items, Storage storage, Expressions expressions) {
    this.tables = tables;
    this.items = items;
    this.storage = storage;
    this.expressions = expressions;
  }

  ObjectNode query(JsonNode body) {
    var call = Call.checked(Shapes.QUERY, body);
    if (call.whole("Limit").orElse(1) < 1) {
      throw Refusal.validation(
          "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must"
              + " have value greater than or equal to 1");
    }
    call.requireNone(REPLACED, EXPRESSIONS);
    var start = startKey(call);
    if (!call.has("KeyConditionExpression")) {
      throw Refusal.validation(
          "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
              + " request.");
    }
    var placeholders =
        call.placeholders("KeyConditionExpression", "FilterExpression", "ProjectionExpression");
    var condition = expressions.keyCondition(call.required("KeyConditionExpression"), placeholders);
    var wanted = wanted(call, placeholders);
    var source = source(call, wanted);
    var range = KeyRange.of(source.table(), source.index(), condition);
    boolean forward = call.flag("ScanIndexForward", true);
    if (start.isPresent()) {
      range = range.after(source.requireStart(start.get()), forward);
    }
    requireNoKey(wanted, source);
    requireFilterable(wanted, source);
    return search(call, source, wanted, range, forward);
  }

  ObjectNode scan(JsonNode body) {
    var call = Call.checked(Shapes.SCAN, body);
    call.requireNone(REPLACED, EXPRESSIONS);
    var start = startKey(call);
    requireSegments(call);
    var placeholders = call.placeholders("FilterExpression", "ProjectionExpression");
    var wanted = wanted(call, placeholders);
    var source = source(call, wanted);
    var range =
        KeyRange.ofSegment(
            source.table(),
            source.index(),
            call.whole("Segment").orElse(0),
            call.whole("TotalSegments").orElse(1));
    if (start.isPresent()) {
      range = range.after(source.requireStart(start.get()), true);
    }
    return search(call, source, wanted, range, true);
  }

  private static void requireSegments(Call call) {
    var segment = call.whole("Segment");
    var total = call.whole("TotalSegments");
    if (segment.isPresent() && total.isEmpty()) {
      throw Refusal.validation(
          "The TotalSegments parameter is required but was not present in the request when Segment"
              + " parameter is present");
    }
    if (segment.isEmpty() && total.isPresent()) {
      throw Refusal.validation(
          "The Segment parameter is required but was not present in the request when parameter"
              + " TotalSegments is present");
    }
    if (segment.isPresent() && segment.get() >= total.orElseThrow()) {
      throw Refusal.validation(
          ("The Segment parameter is zero-based and must be less than parameter TotalSegments:"
                  + " Segment: %s is not less than TotalSegments: %s")
              .formatted(segment.get(), total.get()));
    }
  }

  private static Optional<Map<String, Value>> startKey(Call call) {
    try {
      return call.optionalItem("ExclusiveStartKey");
    } catch (Refusal refusal) {
      throw refusal.code().equals("ValidationException")
          ? Refusal.validation("The provided starting key is invalid: " + refusal.getMessage())
          : refusal;
    }
  }

  /** Which items in the range are returned, and which of their attributes. */
  private record Selection(
      Optional<Condition> filter, Optional<Projection> projection, String select) {}

  private Selection wanted(Call call, Placeholders placeholders) {
    var filter = call.text("FilterExpression").map(text -> expressions.filter(text, placeholders));
    var projection =
        call.text("ProjectionExpression").map(text -> expressions.projection(text, placeholders));
    placeholders.requireAllUsed();
    String select = call.text("Select").orElse(projection.isPresent() ? "SPECIFIC_ATTRIBUTES" : "");
    if (select.equals("SPECIFIC_ATTRIBUTES") && projection.isEmpty()) {
      throw Refusal.validation(
          "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
              + " SPECIFIC_ATTRIBUTES");
    }
    if (projection.isPresent() && !select.equals("SPECIFIC_ATTRIBUTES")) {
      throw Refusal.validation(
          "Cannot specify the ProjectionExpression when choosing to get "
              + (select.equals("COUNT") ? "only the Count" : select));
    }
    return new Selection(filter, projection, select);
  }

  /**
   * The table or index that is searched.
   *
   * @param whole whether items are read from the table, because a local index lacks attributes
   */
  private record Source(Table table, Optional<Index> index, boolean whole) {
    /** Checks the key after which to start, and returns its storage key. */
    byte[] requireStart(Map<String, Value> start) {
      var names = new LinkedHashMap<String, KeyAttribute>();
      table.key().attributes().forEach(each -> names.put(each.name(), each));
      index.ifPresent(it -> it.key().attributes().forEach(each -> names.put(each.name(), each)));
      boolean fits =
          start.keySet().equals(names.keySet())
              && names.values().stream().allMatch(each -> isOfType(start.get(each.name()), each));
      if (!fits) {
        throw Refusal.validation(
            index.isPresent()
                ? "The provided starting key is invalid"
                : "The provided starting key is invalid: The provided key element does not match"
                    + " the schema");
      }
      return index.map(it -> table.place(it, start)).orElseGet(() -> table.place(start));
    }

    private static boolean isOfType(@Nullable Value value, KeyAttribute attribute) {
      return value != null && value.type().equals(attribute.type());
    }

    /** Returns the key of an item, after which the next page starts. */
    Map<String, Value> keyOf(Map<String, Value> item) {
      var key = new LinkedHashMap<>(table.key().of(item));
      index.ifPresent(it -> key.putAll(it.key().of(item)));
      return key;
    }
  }

  private Source source(Call call, Selection wanted) {
    var table = tables.get(call.required("TableName"));
    var index = call.text("IndexName").map(table::index);
    boolean all = wanted.select().equals("ALL_ATTRIBUTES");
    if (index.isEmpty()) {
      if (wanted.select().equals("ALL_PROJECTED_ATTRIBUTES")) {
        throw Refusal.parameter(
            "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
      }
      return new Source(table, index, false);
    }
    if (!index.get().local() && call.flag("ConsistentRead", false)) {
      throw Refusal.validation("Consistent reads are not supported on global secondary indexes");
    }
    boolean partial = index.get().projected().isPresent();
    if (partial && !index.get().local()) {
      requireProjected(index.get(), table, wanted);
    }
    if (all && partial && !index.get().local()) {
      throw Refusal.parameter(
          ("Select type ALL_ATTRIBUTES is not supported for global secondary index %s because its"
                  + " projection type is not ALL")
              .formatted(index.get().name()));
    }
    return new Source(
        table, index, partial && index.get().local() && isBeyond(index.get(), table, wanted));
  }

  /** Checks a projection. A search in a global index never reads the table's items. */
  private static void requireProjected(Index index, Table table, Selection wanted) {
    var missing =
        wanted.projection().stream()
            .flatMap(each -> each.topLevelNames().stream())
            .filter(name -> !index.has(name, table.key()))
            .toList();
    if (!missing.isEmpty()) {
      throw Refusal.parameter(
          "Global secondary index %s does not project %s".formatted(index.name(), missing));
    }
  }

  /** Checks a filter. A query of a global index can filter only by projected attributes. */
  private static void requireFilterable(Selection wanted, Source source) {
    var index = source.index().filter(each -> !each.local());
    var missing =
        wanted.filter().stream()
            .flatMap(each -> each.topLevelNames().stream())
            .filter(name -> index.isPresent() && !index.get().has(name, source.table().key()))
            .toList();
    if (!missing.isEmpty()) {
      throw Refusal.parameter(
          "Secondary index %s does not project one or more filter attributes: %s"
              .formatted(index.orElseThrow().name(), missing));
    }
  }

  /** Returns whether a local index lacks requested attributes, so that the items are read. */
  private static boolean isBeyond(Index index, Table table, Selection wanted) {
    return wanted.select().equals("ALL_ATTRIBUTES")
        || Stream.concat(
                wanted.projection().stream().flatMap(each -> each.topLevelNames().stream()),
                wanted.filter().stream().flatMap(each -> each.topLevelNames().stream()))
            .anyMatch(name -> !index.has(name, table.key()));
  }

  private static void requireNoKey(Selection wanted, Source source) {
    var key = source.index().map(Index::key).orElse(source.table().key());
    for (KeyAttribute attribute : key.attributes()) {
      if (wanted.filter().isPresent()
          && wanted.filter().get().topLevelNames().contains(attribute.name())) {
        throw Refusal.validation(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: "
                + attribute.name());
      }
    }
  }

  /** The results of a search so far. */
  private final class Finding {
    private final Source source;
    private final Selection wanted;
    private final int limit;
    private final ObjectNode answer = JsonNodeFactory.instance.objectNode();
    private final boolean counting;
    private int count;
    private int examined;
    private long bytes;
    private @Nullable Map<String, Value> last;

    private Finding(Source source, Selection wanted, int limit) {
      this.source = source;
      this.wanted = wanted;
      this.limit = limit;
      this.counting = wanted.select().equals("COUNT");
      if (!counting) {
        answer.putArray("Items");
      }
    }

    private boolean add(Map<String, Value> entry) {
      var item =
          source.whole()
              ? items.get(source.table(), source.table().key().of(entry)).orElse(entry)
              : entry;
      examined++;
      bytes += Sizes.ofItem(item);
      if (wanted.filter().isEmpty() || wanted.filter().get().test(item)) {
        count++;
        if (!counting) {
          var shown = wanted.projection().map(each -> each.of(item)).orElse(item);
          answer.withArray("Items").add(Attributes.write(shown));
        }
      }
      boolean full = examined == limit || bytes > MOST_BYTES;
      last = full ? entry : null;
      return !full;
    }
  }

  /** Returns enough entries for a page, because items are at least as large as their entries. */
  private List<Map<String, Value>> entries(KeyRange range, boolean forward, int limit) {
    var entries = new ArrayList<Map<String, Value>>();
    long[] bytes = {0};
    storage.scan(
        range.from(),
        range.to(),
        forward,
        (_, stored) -> {
          var entry = ItemBytes.read(stored);
          entries.add(entry);
          bytes[0] += Sizes.ofItem(entry);
          return entries.size() < limit && bytes[0] <= MOST_BYTES;
        });
    return entries;
  }

  private ObjectNode search(
      Call call, Source source, Selection wanted, KeyRange range, boolean forward) {
    var finding = new Finding(source, wanted, call.whole("Limit").orElse(Integer.MAX_VALUE));
    if (source.whole()) {
      // Items are read after the entries. A read within another read could deadlock.
      var entries = entries(range, forward, finding.limit).iterator();
      boolean more = true;
      while (more && entries.hasNext()) {
        more = finding.add(entries.next());
      }
    } else {
      storage.scan(
          range.from(), range.to(), forward, (_, item) -> finding.add(ItemBytes.read(item)));
    }
    var answer = finding.answer;
    answer.put("Count", finding.count).put("ScannedCount", finding.examined);
    if (finding.last != null) {
      answer.set("LastEvaluatedKey", Attributes.write(source.keyOf(finding.last)));
    }
    var consumed = new Consumption(call, Consumption.USUAL);
    consumed.read(
        source.table(), source.index(), finding.bytes, call.flag("ConsistentRead", false));
    consumed.tell(answer);
    return answer;
  }
}
