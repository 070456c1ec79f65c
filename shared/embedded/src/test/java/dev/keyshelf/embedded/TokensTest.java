package dev.keyshelf.embedded;

import static dev.keyshelf.embedded.TestStore.TABLE;
import static dev.keyshelf.embedded.TestStore.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.wire.Trouble;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TokensTest {
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  @TempDir Path folder;

  private static void transact(TestStore store, TransactWriteItem action) {
    store.client.transactWriteItems(
        transact -> transact.clientRequestToken("t").transactItems(action));
  }

  private static void add(TestStore store, String token, int amount) {
    TransactWriteItem add =
        TransactWriteItem.builder()
            .update(
                update ->
                    update
                        .tableName(TABLE)
                        .key(item("pk", "a"))
                        .updateExpression("ADD n :n")
                        .expressionAttributeValues(item(":n", amount)))
            .build();
    store.client.transactWriteItems(
        transact -> transact.clientRequestToken(token).transactItems(add));
  }

  private static int sum(TestStore store) {
    return TestStore.n(store.get("a"));
  }

  @Test
  void runsARequestOnceWithinTenMinutes() throws Exception {
    try (var store = TestStore.start()) {
      add(store, "t", 1);
      store.pass(LIFETIME.minusMillis(1));
      add(store, "t", 1);
      assertThat(sum(store)).isEqualTo(1);
    }
  }

  @Test
  void runsARequestAgainAfterTenMinutes() throws Exception {
    try (var store = TestStore.start()) {
      add(store, "t", 1);
      store.pass(LIFETIME);
      add(store, "t", 2);
      assertThat(sum(store)).isEqualTo(3);
    }
  }

  @Test
  void refusesAnotherRequestWithTheSameToken() throws Exception {
    try (var store = TestStore.start()) {
      add(store, "t", 1);
      assertThatThrownBy(() -> add(store, "t", 2))
          .isInstanceOf(IdempotentParameterMismatchException.class);
      assertThat(sum(store)).isEqualTo(1);
    }
  }

  @Test
  void remembersATokenAfterARestart() throws Exception {
    try (var store = TestStore.start(folder, Trouble.none()).withTable(null)) {
      add(store, "t", 1);
    }
    try (var store = TestStore.start(folder, Trouble.none())) {
      add(store, "t", 1);
      assertThat(sum(store)).isEqualTo(1);
    }
  }

  @Test
  void remembersTheSecondUseOfATokenAfterARestart() throws Exception {
    try (var store = TestStore.start(folder, Trouble.none()).withTable(null)) {
      add(store, "t", 1);
      store.pass(LIFETIME);
      add(store, "t", 1);
      add(store, "other", 1);
    }
    try (var store = TestStore.start(folder, Trouble.none())) {
      store.pass(LIFETIME.plusMinutes(1));
      add(store, "t", 1);
      assertThat(sum(store)).isEqualTo(3);
    }
  }

  @Test
  void removesExpiredTokens() throws Exception {
    try (var store = TestStore.start(folder, Trouble.none()).withTable(null)) {
      for (int each = 0; each < 20; each++) {
        add(store, "t" + each, 1);
      }
      store.pass(LIFETIME);
      for (int each = 0; each < 5; each++) {
        add(store, "later" + each, 1);
      }
    }
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(TableStore.FILE));
        var statement = connection.createStatement();
        var count = statement.executeQuery("SELECT count(*) FROM entries WHERE k >= x'06'")) {
      assertThat(count.getInt(1)).isEqualTo(5);
    }
  }

  @Test
  void doesNotKeepTheTokenOfACancelledTransaction() throws Exception {
    try (var store = TestStore.start()) {
      assertThatThrownBy(() -> putIfThere(store, "a"))
          .isInstanceOf(TransactionCanceledException.class);
      store.put("pk", "a", "n", 1);
      putIfThere(store, "a");
      assertThat(sum(store)).isEqualTo(9);
    }
  }

  private static void putIfThere(TestStore store, String pk) {
    transact(
        store,
        TransactWriteItem.builder()
            .put(
                put ->
                    put.tableName(TABLE)
                        .item(item("pk", pk, "n", 9))
                        .conditionExpression("attribute_exists(pk)"))
            .build());
  }

  @Test
  void recognizesARequestWithItsMembersInAnotherOrder() throws Exception {
    Map<String, AttributeValue> one = item("pk", "a", "n", 1);
    one.put("set", AttributeValue.fromSs(List.of("x", "y")));
    Map<String, AttributeValue> two = item("n", 1, "pk", "a");
    two.put("set", AttributeValue.fromSs(List.of("y", "x")));
    try (var store = TestStore.start()) {
      put(store, one);
      store.put("pk", "a", "n", 2);
      put(store, two);
      assertThat(sum(store)).isEqualTo(2);
    }
  }

  @Test
  void refusesARequestWhoseListHasAnotherOrder() throws Exception {
    try (var store = TestStore.start()) {
      put(store, Map.of("pk", AttributeValue.fromS("a"), "list", list("x", "y")));
      assertThatThrownBy(
              () -> put(store, Map.of("pk", AttributeValue.fromS("a"), "list", list("y", "x"))))
          .isInstanceOf(IdempotentParameterMismatchException.class);
    }
  }

  private static AttributeValue list(String... texts) {
    return AttributeValue.fromL(List.of(texts).stream().map(AttributeValue::fromS).toList());
  }

  private static void put(TestStore store, Map<String, AttributeValue> item) {
    transact(
        store, TransactWriteItem.builder().put(put -> put.tableName(TABLE).item(item)).build());
  }
}
