package dev.keyshelf.embedded.operations;

import dev.keyshelf.embedded.expression.KeyCondition;
import dev.keyshelf.embedded.expression.KeyCondition.Clause;
import dev.keyshelf.embedded.expression.KeyCondition.Operator;
import dev.keyshelf.embedded.items.KeyBytes;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Value;
import dev.keyshelf.embedded.tables.Index;
import dev.keyshelf.embedded.tables.KeyAttribute;
import dev.keyshelf.embedded.tables.Table;
import java.util.Arrays;
import java.util.Optional;

/**
 * The range of storage keys that a query or scan reads.
 *
 * @param from inclusive
 * @param to exclusive
 */
@SuppressWarnings("ArrayRecordComponent") // Ranges are never compared.
record KeyRange(byte[] from, byte[] to) {
  /**
   * Returns the range of a key condition.
   *
   * @throws Refusal if the condition does not match the key
   */
  static KeyRange of(Table table, Optional<Index> index, KeyCondition condition) {
    var key = index.map(Index::key).orElse(table.key());
    var partition = require(condition, key.partition());
    if (condition.clauses().size() > 1) {
      if (key.sort().isEmpty()) {
        throw Refusal.validation("Query key condition not supported");
      }
      require(condition, key.sort().get());
    }
    requireType(partition, key.partition());
    if (partition.operator() != Operator.EQ) {
      throw Refusal.validation("Query key condition not supported");
    }
    Value value = partition.operands().getFirst();
    var sort = key.sort().flatMap(attribute -> find(condition, attribute));
    if (sort.isEmpty()) {
      return startingWith(table.partition(index, value).toArray());
    }
    requireType(sort.get(), key.sort().orElseThrow());
    return of(table, index, value, sort.get());
  }

  private static KeyRange of(Table table, Optional<Index> index, Value partition, Clause sort) {
    Value first = sort.operands().getFirst();
    var all = startingWith(table.partition(index, partition).toArray());
    var equal = startingWith(table.partition(index, partition).addValue(first).toArray());
    return switch (sort.operator()) {
      case EQ -> equal;
      case LT -> new KeyRange(all.from, equal.from);
      case LE -> new KeyRange(all.from, equal.to);
      case GT -> new KeyRange(equal.to, all.to);
      case GE -> new KeyRange(equal.from, all.to);
      case BETWEEN -> {
        var last = table.partition(index, partition).addValue(sort.operands().get(1)).toArray();
        yield new KeyRange(equal.from, startingWith(last).to);
      }
      case BEGINS_WITH ->
          startingWith(table.partition(index, partition).addPrefix(first).toArray());
    };
  }

  private static Optional<Clause> find(KeyCondition condition, KeyAttribute attribute) {
    return condition.clauses().stream()
        .filter(clause -> clause.attribute().equals(attribute.name()))
        .findFirst();
  }

  private static Clause require(KeyCondition condition, KeyAttribute attribute) {
    return find(condition, attribute)
        .orElseThrow(
            () ->
                Refusal.validation(
                    "Query condition missed key schema element: " + attribute.name()));
  }

  private static void requireType(Clause clause, KeyAttribute attribute) {
    for (Value operand : clause.operands()) {
      if (!operand.type().equals(attribute.type())) {
        throw Refusal.parameter("Condition parameter type does not match schema type");
      }
    }
  }

  /**
   * Returns one of the equal parts into which a parallel scan divides a table or an index.
   *
   * @param segment the number of the part, from 0 (inclusive) to {@code total} (exclusive)
   */
  static KeyRange ofSegment(Table table, Optional<Index> index, int segment, int total) {
    var all = startingWith(table.all(index).toArray());
    byte[] from = segment == 0 ? all.from : table.all(index).addInt(hash(segment, total)).toArray();
    byte[] to =
        segment == total - 1 ? all.to : table.all(index).addInt(hash(segment + 1, total)).toArray();
    return new KeyRange(from, to);
  }

  private static int hash(int segment, int total) {
    return (int) ((1L << Integer.SIZE) * segment / total);
  }

  private static KeyRange startingWith(byte[] prefix) {
    return new KeyRange(prefix, KeyBytes.afterAll(prefix));
  }

  /**
   * Returns the part of the range after a storage key, in the direction of the search.
   *
   * @throws Refusal if the storage key is outside the range
   */
  KeyRange after(byte[] place, boolean forward) {
    if (Arrays.compareUnsigned(place, from) < 0 || Arrays.compareUnsigned(place, to) >= 0) {
      throw Refusal.validation(
          "The provided starting key is outside query boundaries based on provided conditions");
    }
    return forward
        ? new KeyRange(Arrays.copyOf(place, place.length + 1), to)
        : new KeyRange(from, place);
  }
}
