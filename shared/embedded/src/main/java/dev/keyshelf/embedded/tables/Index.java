package dev.keyshelf.embedded.tables;

import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A secondary index.
 *
 * @param number its place among the table's indexes, from 0
 * @param local whether it has the table's partition key, so that it can be read consistently
 * @param projected the attributes that it has besides the keys; empty if it has all
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html">Using
 *     global secondary indexes</a>
 */
public record Index(
    String name, int number, boolean local, KeySchema key, Optional<Set<String>> projected) {

  /** Returns whether an item has all attributes of the index's key, and so is in the index. */
  public boolean holds(Map<String, Value> item) {
    return key.attributes().stream().allMatch(each -> item.containsKey(each.name()));
  }

  /** Returns whether the index projects an attribute. */
  public boolean has(String attribute, KeySchema tableKey) {
    return projected.isEmpty()
        || projected.get().contains(attribute)
        || key.has(attribute)
        || tableKey.has(attribute);
  }

  /** Returns the part of an item that the index projects. */
  public Map<String, Value> project(Map<String, Value> item, KeySchema tableKey) {
    if (projected.isEmpty()) {
      return item;
    }
    var projection = new LinkedHashMap<String, Value>();
    item.forEach(
        (name, value) -> {
          if (has(name, tableKey)) {
            projection.put(name, value);
          }
        });
    return projection;
  }

  /**
   * Checks an item's attributes that belong to the index's key.
   *
   * @throws Refusal if an attribute does not have the declared type, is empty, or is too long
   */
  public void requireKeyTypes(Map<String, Value> item) {
    for (KeyAttribute attribute : key.attributes()) {
      Value value = item.get(attribute.name());
      if (value != null && !attribute.isOfType(value)) {
        throw Refusal.parameter(
            "Type mismatch for Index Key %s Expected: %s Actual: %s IndexName: %s"
                .formatted(attribute.name(), attribute.type(), value.type(), name));
      }
      if (value != null && KeyAttribute.isEmpty(value)) {
        throw Refusal.validation(
            ("One or more parameter values are not valid. A value specified for a secondary index"
                    + " key is not supported. The AttributeValue for a key attribute cannot contain"
                    + " an empty %s value. IndexName: %s, IndexKey: %s")
                .formatted(value instanceof Value.S ? "string" : "binary", name, attribute.name()));
      }
    }
    key.requireSizes(item);
  }
}
