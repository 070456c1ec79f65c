package dev.keyshelf.embedded;

import static dev.keyshelf.embedded.TestStore.INDEX;
import static dev.keyshelf.embedded.TestStore.TABLE;
import static dev.keyshelf.embedded.TestStore.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.wire.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IndexDelayTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path folder;

  private static int inGroup(TestStore store, String group) {
    return store
        .client
        .query(
            query ->
                query
                    .tableName(TABLE)
                    .indexName(INDEX)
                    .keyConditionExpression("#g = :g")
                    .expressionAttributeNames(Map.of("#g", "group"))
                    .expressionAttributeValues(item(":g", group)))
        .count();
  }

  @Test
  void changesAnIndexWithItsItem() throws Exception {
    try (var store = TestStore.start()) {
      store.put("pk", "a", "group", "x");
      assertThat(inGroup(store, "x")).isEqualTo(1);
    }
  }

  @Test
  void changesAnIndexAfterTheDelay() throws Exception {
    try (var store = TestStore.start()) {
      store.store.delayIndexes(Duration.ofMillis(300));
      store.put("pk", "a", "group", "x");
      assertThat(inGroup(store, "x")).isZero();
      while (inGroup(store, "x") == 0) {
        Thread.sleep(20);
      }
    }
  }

  @Test
  void catchesUpWhenTheDelayIsLowered() throws Exception {
    try (var store = TestStore.start()) {
      store.store.delayIndexes(LONG);
      store.put("pk", "a", "group", "x");
      store.store.delayIndexes(Duration.ZERO);
      assertThat(inGroup(store, "x")).isEqualTo(1);
      store.put("pk", "a", "group", "y");
      assertThat(inGroup(store, "x")).isZero();
      assertThat(inGroup(store, "y")).isEqualTo(1);
    }
  }

  @Test
  void catchesUpWhenTheStoreIsClosed() throws Exception {
    try (var store = TestStore.start(folder, Trouble.none()).withTable(null)) {
      store.store.delayIndexes(LONG);
      store.put("pk", "a", "group", "x");
    }
    try (var store = TestStore.start(folder, Trouble.none())) {
      assertThat(inGroup(store, "x")).isEqualTo(1);
    }
  }

  @Test
  void leavesAnIndexUnchangedIfTheWriteIsRefused() throws Exception {
    try (var store = TestStore.start()) {
      store.store.delayIndexes(LONG);
      assertThatThrownBy(
              () ->
                  store.client.putItem(
                      put ->
                          put.tableName(TABLE)
                              .item(item("pk", "a", "group", "x"))
                              .conditionExpression("attribute_exists(pk)")))
          .isInstanceOf(DynamoDbException.class);
      store.store.delayIndexes(Duration.ZERO);
      assertThat(inGroup(store, "x")).isZero();
    }
  }
}
