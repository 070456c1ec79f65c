package dev.keyshelf.aws;

import dev.keyshelf.domain.money.Money;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item of the table, or an object inside one, by attribute name. */
final class Item {
  private final Map<String, AttributeValue> values;

  private Item(Map<String, AttributeValue> values) {
    this.values = values;
  }

  /** Returns a new item that has only its key. */
  static Item at(Key key) {
    return inner().with(Keys.PARTITION, key.partition()).with(Keys.SORT, key.sort());
  }

  /** Returns a new empty object, to be stored inside an item. */
  static Item inner() {
    return new Item(new HashMap<>());
  }

  /** Returns an item with the attributes that the store returned. */
  static Item of(Map<String, AttributeValue> values) {
    return new Item(values);
  }

  Map<String, AttributeValue> values() {
    return values;
  }

  Key key() {
    return new Key(text(Keys.PARTITION), text(Keys.SORT));
  }

  Item with(String name, String text) {
    values.put(name, AttributeValue.fromS(text));
    return this;
  }

  Item with(String name, long number) {
    values.put(name, AttributeValue.fromN(Long.toString(number)));
    return this;
  }

  Item with(String name, byte[] bytes) {
    values.put(name, AttributeValue.fromB(SdkBytes.fromByteArray(bytes)));
    return this;
  }

  Item with(String name, boolean flag) {
    values.put(name, AttributeValue.fromBool(flag));
    return this;
  }

  Item with(String name, Instant instant) {
    return with(name, Keys.time(instant));
  }

  Item with(String name, Money money) {
    return with(name, money.minorUnits() + " " + money.currency().getCurrencyCode());
  }

  Item with(String name, Item inner) {
    values.put(name, AttributeValue.fromM(inner.values));
    return this;
  }

  Item with(String name, List<Item> items) {
    values.put(
        name,
        AttributeValue.fromL(
            items.stream().map(item -> AttributeValue.fromM(item.values)).toList()));
    return this;
  }

  Item withTexts(String name, Collection<String> texts) {
    values.put(
        name, AttributeValue.fromL(texts.stream().sorted().map(AttributeValue::fromS).toList()));
    return this;
  }

  Item withText(String name, Optional<String> text) {
    text.ifPresent(present -> with(name, present));
    return this;
  }

  Item withInstant(String name, Optional<Instant> instant) {
    instant.ifPresent(present -> with(name, present));
    return this;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name) {
    return value(name, AttributeValue.Type.S).s();
  }

  Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  long number(String name) {
    return Long.parseLong(value(name, AttributeValue.Type.N).n());
  }

  int integer(String name) {
    return Integer.parseInt(value(name, AttributeValue.Type.N).n());
  }

  byte[] bytes(String name) {
    return value(name, AttributeValue.Type.B).b().asByteArray();
  }

  Optional<byte[]> optionalBytes(String name) {
    return has(name) ? Optional.of(bytes(name)) : Optional.empty();
  }

  boolean flag(String name) {
    return value(name, AttributeValue.Type.BOOL).bool();
  }

  Instant instant(String name) {
    return Instant.parse(text(name));
  }

  Optional<Instant> optionalInstant(String name) {
    return optionalText(name).map(Instant::parse);
  }

  Money money(String name) {
    var text = text(name);
    var space = text.indexOf(' ');
    return new Money(
        new BigInteger(text.substring(0, space)), Currency.getInstance(text.substring(space + 1)));
  }

  Item item(String name) {
    return new Item(value(name, AttributeValue.Type.M).m());
  }

  Optional<Item> optionalItem(String name) {
    return has(name) ? Optional.of(item(name)) : Optional.empty();
  }

  List<Item> items(String name) {
    return value(name, AttributeValue.Type.L).l().stream().map(each -> new Item(each.m())).toList();
  }

  List<String> texts(String name) {
    return value(name, AttributeValue.Type.L).l().stream().map(AttributeValue::s).toList();
  }

  /**
   * Returns the value of an attribute. A value of another type is refused, since the SDK's getters
   * would answer it with null or an empty list.
   */
  private AttributeValue value(String name, AttributeValue.Type type) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("an item lacks its attribute " + name);
    }
    if (value.type() != type) {
      throw new IllegalStateException(
          "the attribute %s of an item must be of type %s, was %s"
              .formatted(name, type, value.type()));
    }
    return value;
  }
}
