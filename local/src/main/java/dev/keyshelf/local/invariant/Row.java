package dev.keyshelf.local.invariant;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item, or a map inside one. Missing attributes read as empty text, zero or no rows. */
record Row(Map<String, AttributeValue> values) {
  /** Returns the item's keys, by which violations name it. */
  String key() {
    return partition() + " " + sort();
  }

  String partition() {
    return text("pk");
  }

  String sort() {
    return text("sk");
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name) {
    return value(name).map(AttributeValue::s).orElse("");
  }

  long number(String name) {
    return value(name).map(AttributeValue::n).map(Long::parseLong).orElse(0L);
  }

  Instant instant(String name) {
    return Instant.parse(text(name));
  }

  boolean flag(String name) {
    return value(name).map(AttributeValue::bool).orElse(false);
  }

  Row inner(String name) {
    return new Row(value(name).map(AttributeValue::m).orElse(Map.of()));
  }

  List<Row> inners(String name) {
    return value(name).map(AttributeValue::l).orElse(List.of()).stream()
        .map(each -> new Row(each.m()))
        .toList();
  }

  /** Returns an amount in minor units. */
  BigInteger minor(String name) {
    var text = text(name);
    return text.isEmpty() ? BigInteger.ZERO : new BigInteger(text.substring(0, text.indexOf(' ')));
  }

  /** Returns the sum of an amount over several rows, in minor units. */
  static BigInteger sum(Stream<Row> rows, String name) {
    return rows.map(row -> row.minor(name)).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Returns the currency of an amount. */
  String currency(String name) {
    var text = text(name);
    return text.substring(text.indexOf(' ') + 1);
  }

  private Optional<AttributeValue> value(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
