package dev.keyshelf.bench.scale;

import static java.util.Objects.requireNonNull;

import dev.keyshelf.bench.command.Recorder;
import dev.keyshelf.embedded.ItemSize;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.machine.OneMachine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Finds what a call writes: from its requests, and from the table before and after it. */
final class Probe implements AutoCloseable {
  private static final int KILOBYTE = 1_024;

  /** Each write of a transaction costs twice as much as one alone. */
  private static final int TRANSACTION = 2;

  private static final Map<String, String> INDEXES =
      Map.of("windowShard", "open-windows", "deskPartition", "desk");

  private final OneMachine machine;
  private final DynamoDbClient dynamo;
  private final String table;

  Probe(OneMachine machine) {
    this.machine = machine;
    this.dynamo = Stores.dynamoDb(machine.storeEnvironment());
    this.table = dynamo.listTables().tableNames().getFirst();
  }

  /** Makes a call on this thread, and returns what it writes. */
  Footprint of(Runnable call) {
    machine.pump().drain();
    var before = items();
    var asked = Recorder.during(call);
    return compare(before, items(), asked);
  }

  /** Publishes the events of the calls so far, and returns what that writes. */
  Footprint ofPublishing() {
    var before = items();
    machine.pump().drain();
    return compare(before, items(), List.of());
  }

  private Map<String, Map<String, AttributeValue>> items() {
    var all = new TreeMap<String, Map<String, AttributeValue>>();
    // The table of this measurement is small, and nothing else uses it.
    dynamo
        .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
        .items()
        .forEach(item -> all.put(name(item), item));
    return all;
  }

  private static Footprint compare(
      Map<String, Map<String, AttributeValue>> before,
      Map<String, Map<String, AttributeValue>> after,
      List<DynamoDbRequest> asked) {
    var units = new TreeMap<Place, Integer>();
    var held = new TreeSet<String>();
    var alone = new TreeSet<String>();
    for (var request : asked) {
      switch (request) {
        case TransactWriteItemsRequest transaction ->
            transaction.transactItems().forEach(action -> held.add(name(keyOf(action))));
        case PutItemRequest put -> alone.add(name(put.item()));
        case UpdateItemRequest update -> alone.add(name(update.key()));
        default -> {
          // A read.
        }
      }
    }
    var names = new TreeSet<>(held);
    names.addAll(alone);
    before.forEach(
        (name, item) -> {
          if (!item.equals(after.get(name))) {
            names.add(name);
          }
        });
    after.keySet().stream().filter(name -> !before.containsKey(name)).forEach(names::add);
    var bytes = 0L;
    for (var name : names) {
      var was = Optional.ofNullable(before.get(name)).orElse(Map.of());
      var is = Optional.ofNullable(after.get(name)).orElse(Map.of());
      var size = Math.max(ItemSize.of(was), ItemSize.of(is));
      var cost = (int) Math.max(1, Math.ceilDiv(size, KILOBYTE));
      // What nobody saw asking was written by the publisher, in transactions.
      var twice = alone.contains(name) ? 1 : TRANSACTION;
      units.merge(Place.of(name.split("\t", 2)[0]), cost * twice, Integer::sum);
      INDEXES.forEach(
          (partition, index) -> {
            var old = entry(was, partition);
            var now = entry(is, partition);
            if (!old.equals(now)) {
              old.ifPresent(entry -> units.merge(placeOf(index, entry), 1, Integer::sum));
              now.ifPresent(entry -> units.merge(placeOf(index, entry), 1, Integer::sum));
            }
          });
      bytes += ItemSize.of(is) - ItemSize.of(was);
    }
    if (asked.isEmpty()) {
      held.addAll(names);
    }
    return new Footprint(units, held, bytes);
  }

  private static Place placeOf(String index, String entry) {
    // The keys of this measurement all have the same last five, which those of a pool have not.
    return entry.startsWith("LASTFIVE#")
        ? new Place(index + ": " + entry, 1)
        : Place.of(index, entry.split("\t", 2)[0]);
  }

  private static Optional<String> entry(Map<String, AttributeValue> item, String partition) {
    return Optional.ofNullable(item.get(partition))
        .map(
            value ->
                value.s() + "\t" + text(item, partition.replaceAll("Shard|Partition", "Sort")));
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    return requireNonNull(item.get(attribute), attribute).s();
  }

  private static String name(Map<String, AttributeValue> key) {
    return text(key, "pk") + "\t" + text(key, "sk");
  }

  private static Map<String, AttributeValue> keyOf(TransactWriteItem action) {
    if (action.put() != null) {
      return action.put().item();
    }
    if (action.update() != null) {
      return action.update().key();
    }
    return action.delete() != null ? action.delete().key() : action.conditionCheck().key();
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
