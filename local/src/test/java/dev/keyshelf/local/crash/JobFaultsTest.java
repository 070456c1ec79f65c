package dev.keyshelf.local.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.crash.StoreFaults.Script;
import dev.keyshelf.local.function.FunctionFailed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Fails the store during scheduled jobs and imports: the next run must do the rest. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@TestMethodOrder(OrderAnnotation.class) // The last job imports another catalogue.
class JobFaultsTest {
  private static final String CLOSING = "CloseCancellationWindows";

  private static Shop shop;
  private static List<Command> jobs;
  private static String customer;

  @BeforeAll
  static void open() throws Exception {
    shop = Commands.shop();
    jobs = new Commands(shop).jobs();
    customer = shop.customerOf("partner-a", "US");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @BeforeEach
  @AfterEach
  void resetClock() {
    shop.machine().clock().setAhead(Duration.ZERO);
  }

  private static Stream<Command> jobs() {
    return jobs.stream();
  }

  @Order(2)
  @ParameterizedTest
  @MethodSource("jobs")
  void isDoneOnceByALaterRunAfterTheStoreFailedEarlierOnes(Command job) throws Exception {
    assertThat(job.prepare().call().done()).isTrue();
    var before = Kinds.of(shop);
    assertThat(job.prepare().call().done()).isTrue();
    var once = Kinds.since(before, Kinds.of(shop));
    var disturbed = Kinds.of(shop);
    var attempt = job.prepare().call();
    StoreFaults.during(
        Faults.always(
            Moment.BEFORE_THE_CALL,
            Faults::isWrite,
            () -> Faults.answered(400, "ThrottlingException")),
        shop.machine().functions(),
        () -> assertThat(attempt.told().done()).isFalse());
    StoreFaults.during(
        Faults.first(1, Moment.AFTER_THE_CALL, Faults::isWrite, Faults::broken),
        shop.machine().functions(),
        () -> assertThat(attempt.told().done()).isFalse());

    assertThat(attempt.done()).isTrue();
    assertThat(Kinds.since(disturbed, Kinds.of(shop))).isEqualTo(once);
  }

  private static void fourWindowsAreDue() {
    for (int i = 0; i < 4; i++) {
      shop.order("partner-a", customer, "ws2019-std-16core:1");
    }
    shop.machine().clock().setAhead(Duration.ofDays(61));
  }

  private static long open(List<Map<String, AttributeValue>> items) {
    return items.stream()
        .filter(item -> item.containsKey("windowClosesAt"))
        .filter(item -> item.containsKey("windowShard"))
        .count();
  }

  @Order(1)
  @Test
  void marksTheRestInTheNextRunIfOneIsKilledBetweenTwoRows() {
    shop.machine().schedules().fire(CLOSING);
    fourWindowsAreDue();
    var before = open(shop.items());
    var marked = new AtomicInteger();
    Script killed =
        (moment, request) -> {
          if (moment == Moment.AFTER_THE_CALL
              && request instanceof UpdateItemRequest
              && marked.incrementAndGet() >= 2) {
            throw new Stop.Dead();
          }
        };

    StoreFaults.during(
        killed,
        shop.machine().functions(),
        () ->
            assertThatExceptionOfType(FunctionFailed.class)
                .isThrownBy(() -> shop.machine().schedules().fire(CLOSING)));
    assertThat(open(shop.items())).isEqualTo(before - 2);
    shop.machine().schedules().fire(CLOSING);
    assertThat(open(shop.items())).isZero();
  }

  @Order(1)
  @Test
  void marksAllOtherRowsAndFailsForAForeignOne() {
    fourWindowsAreDue();
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS("WHO"), "sk", AttributeValue.fromS("KNOWS"));
    try (var dynamo = Stores.dynamoDb(shop.machine().storeEnvironment())) {
      var table = dynamo.listTables().tableNames().getFirst();
      dynamo.putItem(
          put ->
              put.tableName(table)
                  .item(
                      Map.of(
                          "pk", Objects.requireNonNull(key.get("pk")),
                          "sk", Objects.requireNonNull(key.get("sk")),
                          "windowShard", AttributeValue.fromS("WINDOWS#00"),
                          "windowSort", AttributeValue.fromS("2001-01-01T00:00:00.000Z"))));
      try {
        assertThatExceptionOfType(FunctionFailed.class)
            .isThrownBy(() -> shop.machine().schedules().fire(CLOSING))
            .withMessageContaining("some windows could not be marked");
      } finally {
        dynamo.deleteItem(delete -> delete.tableName(table).key(key));
      }
    }

    assertThat(open(shop.items())).isZero();
  }
}
