package dev.keyshelf.local.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A copy of the table and the seals, which tests change without the functions. */
final class Tampered {
  private final List<Map<String, AttributeValue>> table;
  private final Map<String, byte[]> seals;
  private final Instant now;

  Tampered(List<Map<String, AttributeValue>> untouched) {
    this(untouched, Map.of(), Instant.MIN);
  }

  Tampered(List<Map<String, AttributeValue>> untouched, Map<String, byte[]> seals, Instant now) {
    this.table = new ArrayList<>(untouched);
    this.seals = new TreeMap<>(seals);
    this.now = now;
  }

  static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  private int index(String partition, String sort, String inside) {
    for (int i = 0; i < table.size(); i++) {
      var row = new Row(table.get(i));
      if (row.partition().startsWith(partition)
          && row.sort().startsWith(sort)
          && row.values().toString().contains(inside)) {
        return i;
      }
    }
    throw new AssertionError("no " + partition + " " + sort);
  }

  /** Returns the first item whose keys begin with these texts and that contains {@code inside}. */
  Row find(String partition, String sort, String inside) {
    return new Row(table.get(index(partition, sort, inside)));
  }

  void remove(String partition, String sort, String inside) {
    table.remove(index(partition, sort, inside));
  }

  void set(String partition, String sort, String name, AttributeValue value) {
    set(partition, sort, "", name, value);
  }

  void set(String partition, String sort, String inside, String name, AttributeValue value) {
    var i = index(partition, sort, inside);
    var changed = new HashMap<>(table.get(i));
    changed.put(name, value);
    table.set(i, changed);
  }

  /** Adds a copy of an item in which one text differs. */
  void twice(String partition, String sort, String inside, String name) {
    var copied = new HashMap<>(find(partition, sort, inside).values());
    copied.merge(
        name, AttributeValue.fromS(""), (old, _) -> AttributeValue.fromS(old.s() + "-again"));
    table.add(copied);
  }

  /** Returns the objects in the bucket of the seals, by key. */
  Map<String, byte[]> seals() {
    return seals;
  }

  List<String> violations() {
    return now.equals(Instant.MIN)
        ? Invariants.violations(table)
        : Invariants.violations(table, seals, now);
  }

  List<String> violationsOfCompleteFeeds() {
    return Invariants.violationsOfCompleteFeeds(table);
  }

  void expectFound(String invariant, String key, String what) {
    assertThat(violations())
        .anySatisfy(found -> assertThat(found).startsWith(invariant + " " + key).contains(what));
  }
}
