package dev.keyshelf.local.api;

import static dev.keyshelf.local.api.LoggedItems.inner;
import static dev.keyshelf.local.api.LoggedItems.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.PartnerId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks what each operators' route leaves in the activity log. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class OperatorRecordsTest {
  private static final String PARTNER = "partner-a";
  private static final String HOUSE = PartnerId.HOUSE.value();
  private static final String STOCK = "/v1/operator/stock";
  private static final String REQUEST =
      "/v1/operator/partners/{partnerId}/support-requests/{requestId}";

  /** The records of each route: the log, the operation, the outcome and the subject's fields. */
  private static final Map<String, List<String>> RECORDED =
      Map.ofEntries(
          Map.entry(
              "GET /v1/operator/support-requests",
              List.of(HOUSE + " SUPPORT_REQUESTS_LISTED DONE []")),
          Map.entry(
              "GET " + REQUEST,
              List.of(PARTNER + " SUPPORT_REQUEST_READ DONE [customer, order, supportRequest]")),
          Map.entry(
              "GET " + REQUEST + "/attachments/{attachmentId}",
              List.of(
                  PARTNER + " SUPPORT_REQUEST_READ DONE [customer, file, order, supportRequest]")),
          Map.entry(
              "POST " + REQUEST + "/answers",
              List.of(PARTNER + " SUPPORT_REQUEST_NOTED DONE [customer, order, supportRequest]")),
          Map.entry(
              "POST " + REQUEST + "/decision",
              List.of(PARTNER + " SUPPORT_REQUEST_DECIDED DONE [customer, order, supportRequest]")),
          Map.entry(
              "POST " + STOCK + "/changes",
              List.of(HOUSE + " KEYS_RELEASED BEGUN []", HOUSE + " KEYS_RELEASED DONE []")),
          Map.entry(
              "GET " + STOCK + "/{pool}/batches/{batch}/customers",
              List.of(HOUSE + " SOLD_KEYS_LISTED DONE []")),
          Map.entry("GET /v1/operator/imports", List.of(HOUSE + " ACTIVITY_READ DONE []")),
          // These name no customer.
          Map.entry("GET " + STOCK, List.of()),
          Map.entry("GET " + STOCK + "/{pool}", List.of()),
          Map.entry("GET " + STOCK + "/changes/{changeId}", List.of()),
          Map.entry("GET /v1/operator/imports/reports", List.of()),
          Map.entry("GET /v1/operator/seals", List.of()),
          Map.entry("GET /v1/operator/alarms", List.of()));

  private static Shop shop;
  private static Estate estate;
  private static Estate.Things things;

  @BeforeAll
  static void open() {
    shop = Shop.open();
    estate = new Estate(shop, PARTNER);
    things = estate.of(PARTNER);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static Stream<Access> rows() {
    return Access.ROWS.stream().filter(Access::isForOperators);
  }

  private static Answer asked(Access row, Client operator) {
    return estate.asking(row, PARTNER, estate.fresh(row, PARTNER, things)).by(operator);
  }

  private static List<String> recordsOf(Answer answer) {
    return Stream.of(HOUSE, PARTNER)
        .flatMap(
            log ->
                LoggedItems.of(shop, log).stream()
                    .filter(item -> text(item, "requestId").equals(answer.header("x-request-id")))
                    .peek(item -> assertThat(operator(item)).isEqualTo("olga@distributor.example"))
                    .map(item -> written(log, item)))
        .sorted()
        .toList();
  }

  private static String operator(Map<String, AttributeValue> item) {
    return text(inner(item, "actor"), "operator");
  }

  private static String written(String log, Map<String, AttributeValue> item) {
    return "%s %s %s %s"
        .formatted(
            log,
            text(item, "operation"),
            text(item, "outcome"),
            new TreeSet<>(inner(item, "subject").keySet()));
  }

  @Test
  void everyRouteHasItsRow() {
    assertThat(rows().map(Access::route)).containsExactlyInAnyOrderElementsOf(RECORDED.keySet());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatNamesACustomerOrChangesSomethingIsRecorded(Access row) {
    var answer = asked(row, Operators.of(shop));

    assertThat(answer.status()).as(answer.text()).isEqualTo(row.own());
    assertThat(recordsOf(answer)).isEqualTo(Objects.requireNonNull(RECORDED.get(row.route())));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachRefusalByRoleIsInTheLogOfTheHouse(Access row) {
    var answer = asked(row, Operators.of(shop, "AdminAgent"));
    answer.expectRefusal("403 role-required");

    var record = LoggedItems.of(shop, HOUSE, answer.header("x-request-id"));

    assertThat(text(record, "operation")).isEqualTo("ACCESS_REFUSED");
    assertThat(text(record, "detail")).isEqualTo(row.route());
    assertThat(operator(record)).isEqualTo("olga@distributor.example");
  }

  @Test
  void aReadOfWhatIsMissingIsNotRecorded() {
    var one = "/v1/operator/partners/partner-b/support-requests/" + things.request();

    for (var path : List.of(one, one + "/attachments/" + things.attachment())) {
      var answer = Operators.of(shop).get(path);
      answer.expectRefusal("404 not-found");
      assertThat(recordsOf(answer)).isEmpty();
    }
  }
}
