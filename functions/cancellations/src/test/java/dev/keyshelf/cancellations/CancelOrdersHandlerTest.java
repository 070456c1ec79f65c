package dev.keyshelf.cancellations;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class CancelOrdersHandlerTest {
  private static final Events CANCEL = Events.of("cancel-orders");
  private static final OrderId FIRST = Story.ORDER;
  private static final OrderId SECOND = new OrderId("01M7W3GHJ07VNQX5Q5KKJ0Z75J");
  private static final OrderId ABSENT = new OrderId("01M7W3GHJ07VNQX5Q5KKJ0Z75K");
  private static final Duration TOO_LITTLE = Duration.ofSeconds(11);

  private final StoppedClock clock = new StoppedClock();
  private Wiring wiring;

  @BeforeEach
  void open(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), clock);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Reply answer(Events event) {
    return event.to(
        new CancelOrdersHandler(wiring)::handleRequest, APIGatewayV2HTTPEvent.class, Context.class);
  }

  private void bought(OrderId id, Purchase... purchases) {
    Story.isPlaced(wiring.orders(), Story.ordered(purchases).as(id).order());
  }

  private int active(OrderId order) {
    return wiring
        .entitlements()
        .find(Story.PARTNER, Story.CUSTOMER, new EntitlementId(order + "-1"))
        .orElseThrow()
        .activeQuantity();
  }

  private static Events batch(OrderId... orders) {
    return batch("1944.00", orders);
  }

  private static Events batch(String credit, OrderId... orders) {
    var list =
        Stream.of(orders)
            .map(
                order ->
                    """
                    {"customerId": "%s", "orderId": "%s",
                     "expectedCredit": {"amount": "%s", "currency": "USD"}}
                    """
                        .formatted(Story.CUSTOMER, order, credit))
            .collect(Collectors.joining(","));
    return CANCEL.withBody(
        """
        {"orders": [%s], "reasonCode": "OTHER", "acknowledged": true}
        """
            .formatted(list));
  }

  @Test
  void cancelsEachOrderAndAnswersAsItsOwnCancelWould() {
    bought(FIRST, Story.licences());
    bought(SECOND, Story.licences());
    var reply = answer(batch(FIRST, SECOND));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/cancelled")).isEqualTo("2");
    assertThat(reply.at("/results/0/cancellation/orderId")).isEqualTo(FIRST.value());
    assertThat(reply.at("/results/1/cancellation/credit/amount")).isEqualTo("1944.00");
    assertThat(active(FIRST)).isZero();
    assertThat(active(SECOND)).isZero();
  }

  @Test
  void cancelsTheOthersWhenOneIsRefused() {
    bought(FIRST, Story.cancelledBy(CancellationRoute.NEVER));
    bought(SECOND, Story.licences());
    var reply = answer(batch(FIRST, ABSENT, SECOND));

    assertThat(reply.at("/results/0/problem/code")).isEqualTo("not-cancellable");
    assertThat(reply.at("/results/1/problem/code")).isEqualTo("not-found");
    assertThat(reply.at("/results/2/result")).isEqualTo("cancelled");
    assertThat(reply.at("/refused")).isEqualTo("2");
    assertThat(active(SECOND)).isZero();
  }

  @Test
  void recordsWhichOrderALimitRefusedToWhom(CloudFixture cloud) {
    bought(FIRST, Story.licences());
    bought(SECOND, Story.licences());
    answer(batch(SECOND));
    clock.strike(Story.BOUGHT_AT.plus(Duration.ofDays(60)));
    answer(batch(FIRST, SECOND, ABSENT).again());

    assertThat(refusals(cloud))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(text(record, "reason")).isEqualTo("window-closed");
              assertThat(record.toString()).contains(FIRST.value(), "ada@contoso.example");
            });
  }

  private static List<Map<String, AttributeValue>> refusals(CloudFixture cloud) {
    var table = Objects.requireNonNull(cloud.environment().get("KEYSHELF_TABLE"));
    return cloud.dynamoDb().scan(scan -> scan.tableName(table)).items().stream()
        .filter(item -> item.containsKey("operation"))
        .filter(item -> text(item, "operation").equals("ACCESS_REFUSED"))
        .toList();
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name)).s();
  }

  @Test
  void cancelsPartOfAnOrder() {
    bought(FIRST, Story.licences());
    var one =
        CANCEL.withBody(
            """
            {"orders": [{"customerId": "%s", "orderId": "%s", "lines": "1:1",
              "expectedCredit": {"amount": "972.00", "currency": "USD"}}],
             "reasonCode": "OTHER", "acknowledged": true}
            """
                .formatted(Story.CUSTOMER, FIRST));

    assertThat(answer(one).at("/results/0/cancellation/orderState"))
        .isEqualTo("PARTIALLY_CANCELLED");
    assertThat(active(FIRST)).isEqualTo(1);
  }

  @Test
  void answersTheSameForWhatItHasCancelledBefore() {
    bought(FIRST, Story.licences());
    var first = answer(batch(FIRST, ABSENT));
    var again = answer(batch(FIRST, ABSENT));

    assertThat(again.at("/results/0/replayed")).isEqualTo("true");
    assertThat(again.json().at("/results/0/cancellation"))
        .isEqualTo(first.json().at("/results/0/cancellation"));
  }

  @Test
  void leavesForLaterWhatItHasNoTimeFor() {
    bought(FIRST, Story.licences());
    var reply = answer(batch(FIRST, SECOND).withTimeLeft(TOO_LITTLE));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("/pending")).isEqualTo("2");
    assertThat(active(FIRST)).isEqualTo(2);
  }

  @Test
  void goesOnWhereItStopped() {
    bought(FIRST, Story.licences());
    answer(batch(FIRST, SECOND));
    bought(SECOND, Story.licences());
    var reply = answer(batch(FIRST, SECOND));

    assertThat(reply.at("/results/0/replayed")).isEqualTo("true");
    assertThat(reply.at("/results/1/replayed")).isEqualTo("false");
    assertThat(reply.at("/cancelled")).isEqualTo("2");
  }

  @Test
  void noticesAnotherBatchUnderItsKeyWhateverOrdersItNames() {
    bought(FIRST, Story.licences());
    bought(SECOND, Story.licences());
    answer(batch(FIRST));

    assertThat(answer(batch(SECOND)).refusal()).isEqualTo("422 idempotency-key-reused");
    assertThat(active(SECOND)).isEqualTo(2);
  }

  @Test
  void noticesAnotherBatchUnderTheKeyOfOneThatHadNoTime() {
    bought(FIRST, Story.licences());
    answer(batch(FIRST).withTimeLeft(TOO_LITTLE));

    assertThat(answer(batch("0.00", FIRST)).refusal()).isEqualTo("422 idempotency-key-reused");
  }

  @Test
  void refusesAnOrderThatIsNamedTwice() {
    bought(FIRST, Story.licences());
    var reply = answer(batch(FIRST, FIRST));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo("/orders/1/orderId");
    assertThat(active(FIRST)).isEqualTo(2);
  }

  @Test
  void refusesMoreThanAHundredOrders() {
    var many = Stream.generate(() -> ABSENT).limit(101).toArray(OrderId[]::new);
    var reply = answer(batch(many));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo("/orders");
  }

  @Test
  void isForAdminAgentsAndFindsOnlyTheirOrders() {
    bought(FIRST, Story.licences());

    assertThat(answer(batch(FIRST).from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(batch(FIRST).ofPartner("partner-b")).at("/results/0/problem/code"))
        .isEqualTo("not-found");
    assertThat(active(FIRST)).isEqualTo(2);
  }
}
