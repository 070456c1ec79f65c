package dev.keyshelf.fuzz;

import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Stops every call to a store before it leaves this JVM, since the tests fuzz the parsing of
 * requests and not the stores. The SDK finds it on the class path of this module. If DynamoDB would
 * refuse a query, the test fails.
 */
public final class NoStore implements ExecutionInterceptor {
  private static final int LONGEST_SORT_KEY = 1024;
  private static final Pattern BETWEEN = Pattern.compile("BETWEEN (:\\w+) AND (:\\w+)");

  /** Thrown when a request was accepted and a store is called. No handler catches it. */
  static final class Reached extends Error {
    @Serial private static final long serialVersionUID = 1L;

    Reached() {
      super("a store is called", null, false, false);
    }
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof QueryRequest query) {
      mustBeTaken(query);
    }
    throw new Reached();
  }

  private static void mustBeTaken(QueryRequest query) {
    query.expressionAttributeValues().forEach(NoStore::mustBeKey);
    var between = BETWEEN.matcher(query.keyConditionExpression());
    if (between.find()) {
      var least = bytes(query.expressionAttributeValues(), between.group(1));
      var most = bytes(query.expressionAttributeValues(), between.group(2));
      if (Arrays.compareUnsigned(least, most) > 0) {
        throw new AssertionError("DynamoDB refuses a range that ends before it begins: " + query);
      }
    }
    query.exclusiveStartKey().forEach(NoStore::mustBeKey);
    var start = query.exclusiveStartKey().get("sk");
    if (start != null && !isWithin(query, start.s())) {
      throw new AssertionError("DynamoDB refuses a start key outside the range: " + query);
    }
  }

  private static boolean isWithin(QueryRequest query, String start) {
    var values = query.expressionAttributeValues();
    var prefix = values.get(":prefix");
    var least = values.get(":least");
    var most = values.get(":most");
    return (prefix == null || start.startsWith(prefix.s()))
        && (least == null || start.compareTo(least.s()) >= 0)
        && (most == null || start.compareTo(most.s()) <= 0);
  }

  private static byte[] bytes(Map<String, AttributeValue> values, String name) {
    return text(values.getOrDefault(name, AttributeValue.fromS("")))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void mustBeKey(String name, AttributeValue value) {
    var length = text(value).getBytes(StandardCharsets.UTF_8).length;
    if (length == 0 || length > LONGEST_SORT_KEY) {
      throw new AssertionError("DynamoDB refuses a key of %s bytes: %s".formatted(length, name));
    }
  }

  private static String text(AttributeValue value) {
    return value.s() == null ? value.toString() : value.s();
  }
}
