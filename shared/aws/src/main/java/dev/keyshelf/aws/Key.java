package dev.keyshelf.aws;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item's place in the table. */
record Key(String partition, String sort) {
  Map<String, AttributeValue> values() {
    return Map.of(
        Keys.PARTITION, AttributeValue.fromS(partition), Keys.SORT, AttributeValue.fromS(sort));
  }
}
