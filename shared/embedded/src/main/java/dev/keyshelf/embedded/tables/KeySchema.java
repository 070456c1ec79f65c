package dev.keyshelf.embedded.tables;

import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Sizes;
import dev.keyshelf.embedded.items.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The attributes that identify items.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html#limits-partition-sort-keys">Partition
 *     keys and sort keys</a>
 */
public record KeySchema(KeyAttribute partition, Optional<KeyAttribute> sort) {
  private static final int LONGEST_PARTITION = 2048;
  private static final int LONGEST_SORT = 1024;

  /** Returns the attributes, the partition key first. */
  public List<KeyAttribute> attributes() {
    return Stream.concat(Stream.of(partition), sort.stream()).toList();
  }

  /** Returns whether an attribute belongs to the key. */
  public boolean has(String name) {
    return attributes().stream().anyMatch(each -> each.name().equals(name));
  }

  /** Returns the key attributes that an item has. */
  public Map<String, Value> of(Map<String, Value> item) {
    var key = new LinkedHashMap<String, Value>();
    for (KeyAttribute attribute : attributes()) {
      Value value = item.get(attribute.name());
      if (value != null) {
        key.put(attribute.name(), value);
      }
    }
    return key;
  }

  /**
   * Checks the key in a request.
   *
   * @throws Refusal if the key lacks an attribute, has another one, or has an invalid value
   */
  public void requireKey(Map<String, Value> key) {
    for (KeyAttribute attribute : attributes()) {
      Value value = key.get(attribute.name());
      if (value == null || !attribute.isOfType(value)) {
        throw mismatch();
      }
    }
    if (key.size() != attributes().size()) {
      throw mismatch();
    }
    requireValues(key);
  }

  /**
   * Checks that an item has a valid key.
   *
   * @throws Refusal if a key attribute is missing or has an invalid value
   */
  public void requireIn(Map<String, Value> item) {
    for (KeyAttribute attribute : attributes()) {
      Value value = item.get(attribute.name());
      if (value == null) {
        throw Refusal.parameter("Missing the key " + attribute.name() + " in the item");
      }
      if (!attribute.isOfType(value)) {
        throw Refusal.parameter(
            "Type mismatch for key %s expected: %s actual: %s"
                .formatted(attribute.name(), attribute.type(), value.type()));
      }
    }
    requireValues(item);
  }

  private void requireValues(Map<String, Value> item) {
    for (KeyAttribute attribute : attributes()) {
      Value value = item.get(attribute.name());
      if (value != null && KeyAttribute.isEmpty(value)) {
        throw Refusal.validation(
            "One or more parameter values are not valid. The AttributeValue for a key attribute"
                + " cannot contain an empty %s value. Key: %s"
                    .formatted(value instanceof Value.S ? "string" : "binary", attribute.name()));
      }
    }
    requireSizes(item);
  }

  /**
   * Checks that no value of a key is too long.
   *
   * @throws Refusal if a partition key has more than 2048 bytes, or a sort key more than 1024
   */
  void requireSizes(Map<String, Value> item) {
    if (size(item, partition) > LONGEST_PARTITION) {
      throw Refusal.parameter("Size of hashkey has exceeded the maximum size limit of2048 bytes");
    }
    if (sort.isPresent() && size(item, sort.get()) > LONGEST_SORT) {
      throw Refusal.parameter(
          "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
    }
  }

  private static int size(Map<String, Value> item, KeyAttribute attribute) {
    Value value = item.get(attribute.name());
    return value == null ? 0 : Sizes.ofValue(value);
  }

  static Refusal mismatch() {
    return Refusal.validation("The provided key element does not match the schema");
  }
}
