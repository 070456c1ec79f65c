package dev.keyshelf.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Makes a table read one key of each of its first batches, and leave the others unprocessed. */
final class KeysForLater implements ExecutionInterceptor {
  private static final ExecutionAttribute<Map<String, KeysAndAttributes>> LEFT =
      new ExecutionAttribute<>("keys for later");

  private static final int BATCHES = 3;

  private final List<Integer> asked = new ArrayList<>();

  /** Returns the number of keys in each batch that was sent. */
  List<Integer> asked() {
    return List.copyOf(asked.subList(0, Math.min(asked.size(), BATCHES + 1)));
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    if (!(context.request() instanceof BatchGetItemRequest batch)) {
      return context.request();
    }
    var table = batch.requestItems().keySet().iterator().next();
    var wanted = batch.requestItems().values().iterator().next();
    asked.add(wanted.keys().size());
    if (asked.size() > BATCHES) {
      return batch;
    }
    var first = wanted.toBuilder().keys(List.of(wanted.keys().getFirst())).build();
    var rest = wanted.toBuilder().keys(wanted.keys().subList(1, wanted.keys().size())).build();
    attributes.putAttribute(LEFT, Map.of(table, rest));
    return batch.toBuilder().requestItems(Map.of(table, first)).build();
  }

  @Override
  public SdkResponse modifyResponse(
      Context.ModifyResponse context, ExecutionAttributes attributes) {
    return Optional.ofNullable(attributes.getAttribute(LEFT))
        .<SdkResponse>map(
            left ->
                ((BatchGetItemResponse) context.response())
                    .toBuilder().unprocessedKeys(left).build())
        .orElse(context.response());
  }
}
