package dev.keyshelf.cancellations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class CancelOrdersHandlerTest {
  private static final Events CANCEL = Events.of("cancel-orders");
  private static final OrderId FIRST = Story.ORDER;
  private static final OrderId SECOND = new OrderId("01M7W3GHJ07VNQX5Q5KKJ0Z75J");
  private static final OrderId ABSENT = new OrderId("01M7W3GHJ07VNQX5Q5KKJ0Z75K");
  private static final Duration TOO_LITTLE = Duration.ofSeconds(11);

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private Reply answer(Events event) {
    return fixture.send(CancelOrdersHandler::new, event);
  }

  private void bought(OrderId id, Purchase... purchases) {
    fixture.placed(Story.ordered(purchases).as(id).order());
  }

  private int active(OrderId order) {
    return fixture
        .ports()
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
  void cancelsEachOrderWithTheSameAnswerAsASingleCancellation() {
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
  void recordsOrdersThatALimitRefused() {
    bought(FIRST, Story.licences());
    bought(SECOND, Story.licences());
    answer(batch(SECOND));
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(60)));
    answer(batch(FIRST, SECOND, ABSENT).again());

    assertThat(refusals())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(text(record, "reason")).isEqualTo("window-closed");
              assertThat(record.toString()).contains(FIRST.value(), "ada@contoso.example");
            });
  }

  private List<Map<String, AttributeValue>> refusals() {
    var table = fixture.environment("KEYSHELF_TABLE");
    return fixture.cloud().dynamoDb().scan(scan -> scan.tableName(table)).items().stream()
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
  void repeatsTheAnswerForOrdersCancelledBefore() {
    bought(FIRST, Story.licences());
    var first = answer(batch(FIRST, ABSENT));
    var again = answer(batch(FIRST, ABSENT));

    assertThat(again.at("/results/0/replayed")).isEqualTo("true");
    assertThat(again.json().at("/results/0/cancellation"))
        .isEqualTo(first.json().at("/results/0/cancellation"));
  }

  @Test
  void namesTheLanguagesOfTheAnswersThatItRepeats() {
    bought(FIRST, Story.licences());
    var first = answer(batch(FIRST).withHeader("accept-language", "ru,en;q=0.1"));
    var again = answer(batch(FIRST).withHeader("accept-language", "ko"));

    assertThat(first.header("Content-Language")).isEqualTo("en, ru");
    assertThat(again.at("/results/0/cancellation/customerNotice")).startsWith("Покупка отменена.");
    assertThat(again.header("Content-Language")).isEqualTo("en, ru");
  }

  @Test
  void leavesOrdersPendingWhenTimeRunsOut() {
    bought(FIRST, Story.licences());
    var reply = answer(batch(FIRST, SECOND).withTimeLeft(TOO_LITTLE));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("/pending")).isEqualTo("2");
    assertThat(active(FIRST)).isEqualTo(2);
  }

  @Test
  void continuesWhereItStopped() {
    bought(FIRST, Story.licences());
    answer(batch(FIRST, SECOND));
    bought(SECOND, Story.licences());
    var reply = answer(batch(FIRST, SECOND));

    assertThat(reply.at("/results/0/replayed")).isEqualTo("true");
    assertThat(reply.at("/results/1/replayed")).isEqualTo("false");
    assertThat(reply.at("/cancelled")).isEqualTo("2");
  }

  @Test
  void refusesAnyOtherBatchUnderAUsedKey() {
    bought(FIRST, Story.licences());
    bought(SECOND, Story.licences());
    answer(batch(FIRST));

    assertThat(answer(batch(SECOND)).refusal()).isEqualTo("422 idempotency-key-reused");
    assertThat(active(SECOND)).isEqualTo(2);
  }

  @Test
  void refusesAnotherBatchUnderTheKeyOfAPendingOne() {
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
  void allowsOnlyAdminAgentsAndFindsOnlyTheirOrders() {
    bought(FIRST, Story.licences());

    assertThat(answer(batch(FIRST).from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(batch(FIRST).ofPartner("partner-b")).at("/results/0/problem/code"))
        .isEqualTo("not-found");
    assertThat(active(FIRST)).isEqualTo(2);
  }
}
