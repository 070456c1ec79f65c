package dev.keyshelf.local.api;

import dev.keyshelf.embedded.ItemSize;
import dev.keyshelf.local.ProcessWide;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Records the calls of all DynamoDB clients of this JVM and their costs. The SDK loads this class
 * through the file {@code execution.interceptors} in the test resources.
 */
@ProcessWide
public final class StoreCalls implements ExecutionInterceptor {
  private static volatile @Nullable Calls calls;

  /** One read, with the read units that the store reports for it. */
  public record Read(double units) {}

  /** The calls of a piece of work: its reads, and the actions of its transactions. */
  public record Calls(List<Read> reads, List<TransactWriteItem> actions) {
    /** Returns the units of all reads, as the store reports them. */
    public double readUnits() {
      return reads.stream().mapToDouble(Read::units).sum();
    }

    /**
     * Returns the write units by AWS's published rule: 2 for each started KB of an item in a
     * transaction, without those for indexes.
     *
     * @param after the table's items after the work
     */
    long writeUnits(List<Map<String, AttributeValue>> after) {
      return actions.stream().mapToLong(action -> 2 * kilobytes(itemOf(action, after))).sum();
    }

    private static long kilobytes(Map<String, AttributeValue> item) {
      return Math.max(1, Math.ceilDiv(ItemSize.of(item), 1024));
    }

    private static Map<String, AttributeValue> itemOf(
        TransactWriteItem action, List<Map<String, AttributeValue>> after) {
      if (action.put() != null) {
        return action.put().item();
      }
      var key =
          action.update() != null
              ? action.update().key()
              : action.delete() != null ? action.delete().key() : action.conditionCheck().key();
      return after.stream()
          .filter(item -> item.entrySet().containsAll(key.entrySet()))
          .findFirst()
          .orElse(key);
    }
  }

  /** Returns the calls made during some work. */
  public static Calls during(Runnable work) {
    var seen =
        new Calls(
            Collections.synchronizedList(new ArrayList<>()),
            Collections.synchronizedList(new ArrayList<>()));
    calls = seen;
    try {
      work.run();
    } finally {
      calls = null;
    }
    return new Calls(List.copyOf(seen.reads()), List.copyOf(seen.actions()));
  }

  @Override
  public SdkRequest modifyRequest(
      Context.ModifyRequest context, ExecutionAttributes executionAttributes) {
    if (calls == null) {
      return context.request();
    }
    var total = ReturnConsumedCapacity.TOTAL;
    return switch (context.request()) {
      case GetItemRequest get -> get.toBuilder().returnConsumedCapacity(total).build();
      case BatchGetItemRequest get -> get.toBuilder().returnConsumedCapacity(total).build();
      case QueryRequest query -> query.toBuilder().returnConsumedCapacity(total).build();
      default -> context.request();
    };
  }

  @Override
  public void afterExecution(
      Context.AfterExecution context, ExecutionAttributes executionAttributes) {
    var seen = calls;
    if (seen == null) {
      return;
    }
    if (context.request() instanceof TransactWriteItemsRequest transaction) {
      seen.actions().addAll(transaction.transactItems());
    }
    var consumed = consumed(context.response());
    if (!consumed.isEmpty()) {
      seen.reads()
          .add(new Read(consumed.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum()));
    }
  }

  private static List<ConsumedCapacity> consumed(SdkResponse response) {
    return switch (response) {
      case GetItemResponse get -> List.of(Objects.requireNonNull(get.consumedCapacity()));
      case QueryResponse query -> List.of(Objects.requireNonNull(query.consumedCapacity()));
      case BatchGetItemResponse get -> get.consumedCapacity();
      default -> List.of();
    };
  }
}
