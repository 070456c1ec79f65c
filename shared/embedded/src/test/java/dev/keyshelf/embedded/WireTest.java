package dev.keyshelf.embedded;

import static dev.keyshelf.embedded.TestStore.TABLE;
import static dev.keyshelf.embedded.TestStore.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.wire.InProcess;
import dev.keyshelf.embedded.wire.Trouble;
import dev.keyshelf.embedded.wire.Trouble.Fate;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The ways to a store, with their faults. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WireTest {
  private static final int TOO_LARGE = 413;

  /** The ways to a store. */
  enum Way {
    IN_PROCESS,
    HTTP;

    SdkHttpClient.Builder<?> client() {
      return this == HTTP ? UrlConnectionHttpClient.builder() : InProcess.builder();
    }
  }

  private static final class Troubles implements Trouble {
    private final ConcurrentLinkedQueue<Fate> next = new ConcurrentLinkedQueue<>();

    @Override
    public Fate next(String target) {
      Fate fate = next.poll();
      return fate == null ? Fate.ANSWERED : fate;
    }
  }

  private final Troubles troubles = new Troubles();

  private static TransactWriteItem addOne() {
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(TABLE)
                    .key(item("pk", "a"))
                    .updateExpression("ADD n :n")
                    .expressionAttributeValues(item(":n", 1)))
        .build();
  }

  private DynamoDbClient retrying(TestStore store, Way way) {
    return TestStore.client(store.store, way.client(), true);
  }

  @ParameterizedTest
  @EnumSource
  void answersARealClient(Way way) throws Exception {
    try (var store = TestStore.start();
        var client = retrying(store, way)) {
      client.putItem(put -> put.tableName(TABLE).item(item("pk", "é", "n", 1)));
      assertThat(client.getItem(get -> get.tableName(TABLE).key(item("pk", "é"))).item())
          .isEqualTo(item("pk", "é", "n", 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void runsATransactionOnceIfItsAnswersAreLost(Way way) throws Exception {
    try (var store = TestStore.start(null, troubles).withTable(null);
        var client = retrying(store, way)) {
      troubles.next.add(Fate.LOST);
      troubles.next.add(Fate.LOST);
      client.transactWriteItems(transact -> transact.transactItems(addOne()));
      assertThat(troubles.next).isEmpty();
      assertThat(TestStore.n(store.get("a"))).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void runsAThrottledRequestOnce(Way way) throws Exception {
    try (var store = TestStore.start(null, troubles).withTable(null);
        var client = retrying(store, way)) {
      troubles.next.add(Fate.THROTTLED);
      client.updateItem(
          update ->
              update
                  .tableName(TABLE)
                  .key(item("pk", "a"))
                  .updateExpression("ADD n :n")
                  .expressionAttributeValues(item(":n", 1)));
      assertThat(troubles.next).isEmpty();
      assertThat(TestStore.n(store.get("a"))).isEqualTo(1);
    }
  }

  @Test
  void runsARequestWhoseAnswerIsLost() throws Exception {
    try (var store = TestStore.start(null, troubles).withTable(null)) {
      troubles.next.add(Fate.LOST);
      assertThatThrownBy(() -> store.put("pk", "a"))
          .rootCause()
          .hasMessage("the connection broke before the answer");
      assertThat(store.get("a")).isNotEmpty();
    }
  }

  @Test
  void refusesAnItemOf400KilobytesAndOneByte() throws Exception {
    try (var store = TestStore.start()) {
      int most = 400 * 1024 - "pk".length() - "a".length() - "b".length();
      putBytes(store, most);
      assertThatThrownBy(() -> putBytes(store, most + 1))
          .hasMessageContaining("Item size has exceeded the maximum allowed size");
    }
  }

  private static void putBytes(TestStore store, int size) {
    var bytes = AttributeValue.fromB(SdkBytes.fromByteArray(new byte[size]));
    store.client.putItem(
        put -> put.tableName(TABLE).item(Map.of("pk", AttributeValue.fromS("a"), "b", bytes)));
  }

  @Test
  void refusesABodyBeyond16MegabytesInThisProcess() throws Exception {
    try (var store = TestStore.start()) {
      assertThatThrownBy(() -> putBytes(store, 13 * 1024 * 1024))
          .isInstanceOfSatisfying(
              DynamoDbException.class,
              refusal -> assertThat(refusal.statusCode()).isEqualTo(TOO_LARGE));
    }
  }

  @Test
  void refusesABodyBeyond16MegabytesByHttp() throws Exception {
    try (var store = TestStore.start();
        var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(TestStore.endpoint(store.store))
              .header("X-Amz-Target", "DynamoDB_20120810.PutItem")
              .POST(BodyPublishers.ofByteArray(new byte[16 * 1024 * 1024 + 1]))
              .build();
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(TOO_LARGE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "null", "\"text\""})
  void refusesABodyThatIsNotAJsonObject(String body) throws Exception {
    try (var store = TestStore.start();
        var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(TestStore.endpoint(store.store))
              .header("X-Amz-Target", "DynamoDB_20120810.PutItem")
              .POST(BodyPublishers.ofString(body))
              .build();
      var answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("SerializationException");
    }
  }
}
