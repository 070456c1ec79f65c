package dev.keyshelf.embedded.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.items.Sizes;
import dev.keyshelf.embedded.items.Value;
import dev.keyshelf.embedded.tables.Index;
import dev.keyshelf.embedded.tables.Table;
import dev.keyshelf.embedded.transactions.Effect;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The capacity units that a request consumes, by table and index.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">DynamoDB
 *     reads and writes</a>
 */
final class Consumption {
  private static final int READ_UNIT = 4 * 1024;
  private static final int WRITE_UNIT = 1024;
  private static final double EVENTUAL = 0.5;
  private static final String NONE = "NONE";

  /** The factor for transactions, which read or write each item twice. */
  static final int TRANSACTION = 2;

  /** The factor for other requests. */
  static final int USUAL = 1;

  private final int factor;
  private final String mode;
  private final Map<Table, Units> byTable = new LinkedHashMap<>();

  /** Counts the capacity units of a call, if it asks for them. */
  Consumption(Call call, int factor) {
    this.factor = factor;
    this.mode = call.text("ReturnConsumedCapacity").orElse(NONE);
  }

  private boolean isAsked() {
    return !mode.equals(NONE);
  }

  private static final class Units {
    private double table;
    private boolean written;
    private final Map<Index, Double> byIndex =
        new TreeMap<>(Comparator.comparingInt(Index::number));

    private double total() {
      return table + byIndex.values().stream().mapToDouble(each -> each).sum();
    }
  }

  private Units of(Table table) {
    return byTable.computeIfAbsent(table, _ -> new Units());
  }

  /**
   * Adds a read.
   *
   * @param bytes the size of all items together
   */
  void read(Table table, Optional<Index> index, long bytes, boolean consistent) {
    if (!isAsked()) {
      return;
    }
    double units =
        Math.max(1, Math.ceilDiv(bytes, READ_UNIT)) * (consistent ? 1 : EVENTUAL) * factor;
    if (index.isPresent()) {
      of(table).byIndex.merge(index.get(), units, Double::sum);
    } else {
      of(table).table += units;
    }
  }

  /** Adds a write, including its changes of indexes. */
  void wrote(Effect effect) {
    if (!isAsked()) {
      return;
    }
    var table = effect.action().table();
    var units = of(table);
    units.written = true;
    int largest = Math.max(size(effect.old()), size(effect.now()));
    units.table += writeUnits(largest);
    for (Index index : table.indexes()) {
      double consumed = indexUnits(effect, index);
      if (consumed > 0) {
        units.byIndex.merge(index, consumed, Double::sum);
      }
    }
  }

  private double writeUnits(int bytes) {
    return (double) Math.max(1, Math.ceilDiv(bytes, WRITE_UNIT)) * factor;
  }

  private static int size(Optional<Map<String, Value>> item) {
    return item.map(Sizes::ofItem).orElse(0);
  }

  private double indexUnits(Effect effect, Index index) {
    var table = effect.action().table();
    var old = effect.old().filter(index::holds).map(item -> index.project(item, table.key()));
    var now = effect.now().filter(index::holds).map(item -> index.project(item, table.key()));
    if (old.equals(now)) {
      return 0;
    }
    boolean moved =
        old.isPresent()
            && now.isPresent()
            && !index.key().of(old.get()).equals(index.key().of(now.get()));
    return moved
        ? writeUnits(size(old)) + writeUnits(size(now))
        : writeUnits(Math.max(size(old), size(now)));
  }

  /** Adds the consumed capacity to an answer for one table, if the request asked for it. */
  void tell(ObjectNode answer) {
    if (isAsked()) {
      byTable.forEach((table, units) -> answer.set("ConsumedCapacity", json(table, units)));
    }
  }

  /** Adds the consumed capacity to an answer for several tables, if the request asked for it. */
  void tellEach(ObjectNode answer) {
    if (isAsked()) {
      var each = answer.putArray("ConsumedCapacity");
      byTable.forEach((table, units) -> each.add(json(table, units)));
    }
  }

  private JsonNode json(Table table, Units units) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("TableName", table.name()).put("CapacityUnits", units.total());
    var kind = units.written ? "WriteCapacityUnits" : "ReadCapacityUnits";
    if (factor == TRANSACTION) {
      json.put(kind, units.total());
    }
    if (mode.equals("INDEXES")) {
      json.putObject("Table").put("CapacityUnits", units.table);
      if (factor == TRANSACTION) {
        json.withObject("Table").put(kind, units.table);
      }
      units.byIndex.forEach(
          (index, consumed) ->
              json.withObject(index.local() ? "LocalSecondaryIndexes" : "GlobalSecondaryIndexes")
                  .putObject(index.name())
                  .put("CapacityUnits", consumed));
    }
    return json;
  }
}
