package dev.keyshelf.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Provisioning;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.StreamFilter;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.Attribute;
import dev.keyshelf.embedded.Template.KeySchema;
import dev.keyshelf.embedded.Template.StreamMapping;
import dev.keyshelf.embedded.Template.TableDeclaration;
import dev.keyshelf.local.gateway.Invocation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StreamPumpTest {
  private static final String TABLE = "things";

  /** Less than the minute after which a pump looks without being woken. */
  private static final int PATIENCE_SECONDS = 30;

  private static final Template TEMPLATE =
      new Template(
          List.of(),
          List.of(
              new TableDeclaration(
                  "Things",
                  TABLE,
                  List.of(new Attribute("pk", "S")),
                  new KeySchema("pk", null),
                  List.of(),
                  "PAY_PER_REQUEST",
                  null,
                  "NEW_IMAGE")),
          List.of(),
          List.of(
              new StreamMapping(TABLE, "Publish", new StreamFilter(List.of()), 100, true, true)),
          List.of(),
          List.of(),
          Map.of(),
          Map.of(),
          Map.of());

  @TempDir Path folder;
  private EmbeddedCloud cloud;
  private DynamoDbClient tables;
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final Invocation function =
      (_, event) -> {
        events.add(new String(event, StandardCharsets.UTF_8));
        return "{\"batchItemFailures\": []}".getBytes(StandardCharsets.UTF_8);
      };

  @BeforeEach
  void start() {
    cloud = EmbeddedCloud.start(null);
    tables = Stores.dynamoDb(cloud.environment());
    try (var s3 = Stores.s3(cloud.environment())) {
      new Provisioning(tables, s3).create(TEMPLATE);
    }
  }

  @AfterEach
  void stop() {
    tables.close();
    cloud.close();
  }

  private StreamPump pump(boolean inProcess) {
    return StreamPump.of(
        TEMPLATE,
        function,
        cloud.environment(),
        folder.resolve("streams"),
        inProcess ? Optional.of(cloud.tables()) : Optional.empty());
  }

  private void put(Map<String, AttributeValue> item) {
    tables.putItem(put -> put.tableName(TABLE).item(item));
  }

  private void put(String key) {
    put(Map.of("pk", AttributeValue.fromS(key)));
  }

  private String next() throws InterruptedException {
    var event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(event).as("the next event").isNotNull();
    return event;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void invokesTheFunctionAfterEachCommit(boolean inProcess) throws Exception {
    try (var pump = pump(inProcess)) {
      pump.start();
      for (int i = 0; i < 20; i++) {
        put("key" + i);
        assertThat(next()).contains("\"key" + i + "\"");
      }
    }
  }

  @Test
  void deliversWhatWasCommittedWhileItWasStopped() throws Exception {
    put("early");
    try (var pump = pump(true)) {
      pump.start();
      assertThat(next()).contains("\"early\"");
    }
    put("between");
    assertThat(events).isEmpty();
    try (var pump = pump(true)) {
      pump.start();
      assertThat(next()).contains("\"between\"").doesNotContain("\"early\"");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void writesEachTypeOfAttributeAsLambdaDoes(boolean inProcess) {
    put(
        Map.of(
            "pk", AttributeValue.fromS("key"),
            "all",
                AttributeValue.fromM(
                    Map.of(
                        "list",
                        AttributeValue.fromL(
                            List.of(
                                AttributeValue.fromN("12.50"),
                                AttributeValue.fromBool(true),
                                AttributeValue.fromNul(true),
                                AttributeValue.fromB(SdkBytes.fromUtf8String("b")),
                                AttributeValue.fromSs(List.of("s")),
                                AttributeValue.fromNs(List.of("1")),
                                AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("c")))))))));
    try (var pump = pump(inProcess)) {
      pump.drain();
    }

    assertThat(events)
        .singleElement()
        .asString()
        .contains(
            """
            {"M":{"list":{"L":[{"N":"12.5"},{"BOOL":true},{"NULL":true},{"B":"Yg=="},{"SS":["s"]},{"NS":["1"]},{"BS":["Yw=="]}]}}}\
            """)
        .contains("\"eventName\":\"INSERT\"", "\"eventSource\":\"aws:dynamodb\"")
        .contains("\"eventSourceARN\":\"arn:aws:dynamodb:us-east-1:000000000000:table/things/");
  }

  @Test
  void drainsWithoutAThread() {
    put("a");
    put("b");
    try (var pump = pump(true)) {
      pump.drain();
      put("c");
      pump.drain();
      pump.drain();
    }

    assertThat(events).hasSize(2);
    assertThat(events.element()).contains("\"a\"", "\"b\"");
  }
}
