package dev.keyshelf.embedded;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The sizes of items as the SDK has them, by DynamoDB's guide "DynamoDB item sizes and formats".
 */
public final class ItemSize {
  private static final int CONTAINER = 3;

  private ItemSize() {}

  /** Returns the size of an item in bytes: its names and values. */
  public static long of(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToLong(attribute -> utf8(attribute.getKey()) + of(attribute.getValue()))
        .sum();
  }

  private static long of(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> Math.ceilDiv(value.n().length(), 2) + 1;
      case B -> value.b().asByteArrayUnsafe().length;
      case M -> CONTAINER + value.m().size() + of(value.m());
      case L -> CONTAINER + value.l().stream().mapToLong(each -> 1 + of(each)).sum();
      case BOOL, NUL -> 1;
      default ->
          throw new IllegalArgumentException("unexpected type of an attribute: " + value.type());
    };
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
