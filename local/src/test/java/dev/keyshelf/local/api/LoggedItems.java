package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The records of the activity log, as the table has them. */
final class LoggedItems {
  private LoggedItems() {}

  /** Returns the records in the log of a partner or the house. */
  static Set<Map<String, AttributeValue>> of(Shop shop, String log) {
    return shop.items().stream()
        .filter(item -> text(item, "pk").startsWith("ACTIVITY#" + log + "#"))
        .collect(Collectors.toSet());
  }

  /** Returns the only record of a request. */
  static Map<String, AttributeValue> of(Shop shop, String log, String requestId) {
    var records =
        of(shop, log).stream()
            .filter(record -> text(record, "requestId").equals(requestId))
            .toList();
    assertThat(records).as("records of request %s", requestId).hasSize(1);
    return records.getFirst();
  }

  /** Returns a map in an item; empty if it has none of this name. */
  static Map<String, AttributeValue> inner(Map<String, AttributeValue> item, String name) {
    return item.getOrDefault(name, AttributeValue.fromM(Map.of())).m();
  }

  /** Returns a text in an item; empty if it has none of this name. */
  static String text(Map<String, AttributeValue> item, String name) {
    return item.getOrDefault(name, AttributeValue.fromS("")).s();
  }
}
