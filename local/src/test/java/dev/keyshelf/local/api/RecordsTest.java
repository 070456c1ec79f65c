package dev.keyshelf.local.api;

import static dev.keyshelf.local.api.LoggedItems.inner;
import static dev.keyshelf.local.api.LoggedItems.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks that each change and each refused access of partners' users leaves a record in the
 * activity log. {@link OperatorRecordsTest} does so for operators.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class RecordsTest {
  private static final String CUSTOMER = "/v1/customers/{customerId}";
  private static final String ERASURE = "/contact/erasure";
  private static final String ENTITLEMENT = CUSTOMER + "/software/{entitlementId}";
  private static final String ORDER = CUSTOMER + "/orders/{orderId}";
  private static final String REQUEST = "/v1/support-requests/{requestId}";

  private static final String PRICE_LIST = PriceListSteps.VERSIONS;

  /** This route only signs an upload. The file is attached later, once it has been checked. */
  private static final String NOTHING_YET = "POST " + REQUEST + "/attachments";

  private static final String FILE =
      "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}";

  private static Shop shop;
  private static Client agent;
  private static String customer;
  private static WebhookSteps webhooks;

  /** Each route that changes something, with the operation and the subject fields of its record. */
  private static final Map<String, Row> RECORDED =
      Map.ofEntries(
          row("POST /v1/customers", RecordsTest::createCustomer, "CUSTOMER_CREATED", "customer"),
          row("PATCH " + CUSTOMER, RecordsTest::changeCustomer, "CUSTOMER_CHANGED", "customer"),
          row("POST " + CUSTOMER + ERASURE, RecordsTest::erase, "CONTACT_ERASED", "customer"),
          row("POST " + CUSTOMER + "/orders", () -> order(), "ORDER_PLACED", "customer order"),
          row(
              "POST " + ENTITLEMENT + "/keys",
              () -> agent.post(madeKeys(), ""),
              "KEYS_ISSUED",
              "customer order entitlement product keys"),
          row(
              "POST " + ENTITLEMENT + "/keys/{ordinal}/rotation",
              RecordsTest::rotate,
              "KEY_ROTATED",
              "customer order entitlement product keys"),
          row(
              "POST /v1/key-lookups",
              RecordsTest::lookUp,
              "KEY_LOOKED_UP",
              "customer order entitlement product keys"),
          row(
              "POST " + ENTITLEMENT + "/links",
              () -> agent.post(software() + "/links", FILE),
              "LINK_CREATED",
              "customer order entitlement product link file"),
          row(
              "POST " + ENTITLEMENT + "/links/{linkId}/revocation",
              RecordsTest::revokeOne,
              "LINK_REVOKED",
              "customer order entitlement product link file"),
          row(
              "POST " + ENTITLEMENT + "/links/revocation",
              RecordsTest::revokeAll,
              "LINKS_REVOKED",
              "customer order entitlement product"),
          row(
              "POST " + PRICE_LIST,
              () -> new PriceListSteps(agent, customer).set(),
              "PRICE_LIST_SET",
              "customer"),
          row(
              "POST " + PRICE_LIST + "/{validFrom}/removal",
              () -> new PriceListSteps(agent, customer).remove(),
              "PRICE_LIST_VERSION_REMOVED",
              "customer"),
          row("POST " + WebhookSteps.ALL, () -> webhooks.create(), "WEBHOOK_CREATED", "webhook"),
          onWebhook("PATCH", "", WebhookSteps.PAUSE, "WEBHOOK_CHANGED"),
          onWebhook("POST", "/secret", "", "WEBHOOK_CHANGED"),
          onWebhook("POST", "/ping", "", "WEBHOOK_PINGED"),
          onWebhook("POST", "/redeliveries", "{\"after\": 0}", "WEBHOOK_REDELIVERY_REQUESTED"),
          onWebhook("DELETE", "", "", "WEBHOOK_DELETED"),
          row(
              "POST /d/{token}",
              () -> shop.nobody().start(Shop.link(agent, software()), UUID.randomUUID().toString()),
              "DOWNLOAD_STARTED",
              "customer order entitlement product link linkCreatedBy file"),
          row(
              "POST " + ORDER + "/cancellation",
              () -> Shop.cancel(agent, order().header("location"), ""),
              "ORDER_CANCELLED",
              "customer order"),
          row(
              "POST /v1/cancellations",
              RecordsTest::cancelBatch,
              "ORDER_CANCELLED",
              "customer order"),
          row(
              "POST /v1/support-requests",
              RecordsTest::ask,
              "SUPPORT_REQUEST_CREATED",
              "customer order supportRequest"),
          row(
              "POST " + REQUEST + "/notes",
              () -> agent.post(asked() + "/notes", "{\"text\": \"And?\"}"),
              "SUPPORT_REQUEST_NOTED",
              "customer order supportRequest"),
          row(
              "POST " + REQUEST + "/closure",
              () -> agent.post(asked() + "/closure", ""),
              "SUPPORT_REQUEST_CLOSED",
              "customer order supportRequest"),
          row(
              "POST " + REQUEST + "/attachments/{attachmentId}/complete",
              RecordsTest::attach,
              "SUPPORT_REQUEST_ATTACHED",
              "customer order supportRequest file"));

  private record Row(Supplier<Answer> call, String operation, Set<String> subject) {}

  private static Map.Entry<String, Row> row(
      String route, Supplier<Answer> call, String operation, String subject) {
    return Map.entry(route, new Row(call, operation, Set.of(subject.split(" "))));
  }

  private static Map.Entry<String, Row> onWebhook(
      String method, String below, String body, String operation) {
    return row(
        method + " " + WebhookSteps.ONE + below,
        () -> webhooks.sent(method, webhooks.create().header("location") + below, body),
        operation,
        "webhook");
  }

  @BeforeAll
  static void open() throws IOException {
    shop = Shop.open();
    shop.supply("windows-server-2019-standard", 20);
    agent = shop.of("partner-a");
    webhooks = new WebhookSteps(agent);
    customer = shop.customerOf("partner-a", "US");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static Answer createCustomer() {
    var guid = UUID.randomUUID();
    return agent.post(
        "/v1/customers",
        """
        {"companyName": "Customer", "tenantId": "%s", "domain": "c%s.example", "market": "US"}
        """
            .formatted(guid, guid));
  }

  private static Answer changeCustomer() {
    return agent.patch(
        customer, "{\"companyName\": \"Northwind %s\"}".formatted(UUID.randomUUID()));
  }

  private static Answer erase() {
    return agent.post(customer + ERASURE, "");
  }

  private static Answer order() {
    return shop.order("partner-a", customer, "ws2019-std-16core:1");
  }

  private static Answer ask() {
    var order = order();
    return agent.post(
        "/v1/support-requests", Shop.supportRequest(order.at("/customerId"), order.at("/orderId")));
  }

  private static String asked() {
    return ask().expect(201).header("location");
  }

  private static Answer attach() {
    var begun = agent.post(asked() + "/attachments", Shop.LETTER).expect(201);
    agent.upload(begun, "Dear Sirs\n".getBytes(StandardCharsets.UTF_8));
    return agent.post(begun.header("location") + "/complete", "");
  }

  private static String software() {
    return Shop.software(order(), 1);
  }

  private static Answer lookUp() {
    var key = agent.post(madeKeys(), "").expect(200).at("/keys/0/key");
    return agent.post("/v1/key-lookups", "{\"key\": \"%s\"}".formatted(key));
  }

  private static Answer rotate() {
    var software = software();
    var key = agent.post(software + "/keys", "").expect(200).at("/keys/0/key");
    return agent.post(
        software + "/keys/1/rotation",
        "{\"lastFive\": \"%s\", \"reasonCode\": \"LOST\"}"
            .formatted(key.substring(key.length() - 5)));
  }

  private static Answer revokeOne() {
    var software = software();
    Shop.link(agent, software);
    var id = agent.get(software + "/links").at("/items/0/linkId");
    return agent.post(software + "/links/" + id + "/revocation", "");
  }

  private static Answer revokeAll() {
    var software = software();
    Shop.link(agent, software);
    return agent.post(software + "/links/revocation", "");
  }

  private static Answer cancelBatch() {
    var order = order();
    var quote = agent.get(order.header("location") + "/cancellation").at("/quoteId");
    var batch = Shop.batch(order.at("/customerId"), Map.of(order.at("/orderId"), quote));
    return agent.post("/v1/cancellations", batch);
  }

  private static List<String> routes(Predicate<Template.Route> wanted) {
    return Template.read(Settings.defaultTemplate()).functions().stream()
        .flatMap(function -> function.routes().stream())
        .filter(route -> !route.path().startsWith("/v1/operator/"))
        .filter(wanted)
        .map(route -> route.method() + " " + route.path())
        .toList();
  }

  private static List<String> changingRoutes() {
    var names = routes(route -> !Set.of("GET", "HEAD").contains(route.method()));
    return names.stream().filter(route -> !route.equals(NOTHING_YET)).toList();
  }

  private static List<String> authorizedRoutes() {
    return routes(Template.Route::authorized);
  }

  @Test
  void everyRouteThatChangesSomethingHasItsRow() {
    assertThat(changingRoutes()).containsExactlyInAnyOrderElementsOf(RECORDED.keySet());
  }

  @ParameterizedTest
  @MethodSource("changingRoutes")
  void eachChangeLeavesOneRecordOfWhoDidWhat(String route) {
    var row = RECORDED.getOrDefault(route, new Row(() -> order(), "", Set.of()));
    var answer = row.call().get();
    assertThat(answer.status()).as(answer.text()).isBetween(200, 399);

    var record = recordOf(answer.header("x-request-id"));

    assertThat(text(record, "operation")).isEqualTo(row.operation());
    assertThat(text(record, "outcome")).isEqualTo("DONE");
    assertThat(text(record, "at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(inner(record, "subject")).containsOnlyKeys(row.subject());
    if (route.contains("/d/")) {
      assertThat(inner(record, "actor")).containsOnlyKeys("sourceIp", "userAgent");
    } else {
      assertThat(inner(record, "actor")).containsOnlyKeys("user", "roles", "sourceIp", "userAgent");
      assertThat(text(inner(record, "actor"), "user")).isEqualTo("user@partner-a.example");
    }
  }

  @ParameterizedTest
  @MethodSource("authorizedRoutes")
  void eachRefusalByRoleLeavesARecordOfWhoAskedForWhat(String route) {
    var outsider = shop.of("partner-a", new String[0]);
    var answer = AnyRoute.calledBy(outsider, route);
    answer.expectRefusal("403 role-required");

    var record = recordOf(answer.header("x-request-id"));

    assertThat(text(record, "operation")).isEqualTo("ACCESS_REFUSED");
    assertThat(text(record, "outcome")).isEqualTo("REFUSED");
    assertThat(text(record, "reason")).isEqualTo("role-required");
    assertThat(text(record, "detail")).isEqualTo(route);
    assertThat(text(inner(record, "actor"), "user")).isEqualTo("user@partner-a.example");
  }

  @Test
  void aStartByGetLeavesItsRecordToo() {
    var link = Shop.link(agent, software());
    var session = link + "/" + UUID.randomUUID();
    var answer = shop.nobody().get(session, "Accept", "application/octet-stream").expect(307);

    assertThat(text(recordOf(answer.header("x-request-id")), "operation"))
        .isEqualTo("DOWNLOAD_STARTED");
  }

  /** Returns the path of keys that are made on issue, not reserved from a pool by the order. */
  private static String madeKeys() {
    return Shop.software(shop.order("partner-a", customer, "sles-std-p1y:1"), 1) + "/keys";
  }

  @Test
  void eachRevealLeavesItsRecord() {
    var software = software();
    agent.post(software + "/keys", "").expect(200);
    var again = agent.post(software + "/keys", "").expect(200);

    assertThat(text(recordOf(again.header("x-request-id")), "operation"))
        .isEqualTo("KEYS_REVEALED");
  }

  @Test
  void eachReadOfTheLogLeavesItsRecord() {
    var answer = agent.get("/v1/activity?limit=1").expect(200);

    assertThat(text(recordOf(answer.header("x-request-id")), "operation"))
        .isEqualTo("ACTIVITY_READ");
  }

  @Test
  void theFirstReadOfTheFeedInAnHourLeavesItsRecord() {
    var first = agent.get("/v1/events?limit=1").expect(200);
    var second = agent.get("/v1/events?limit=1").expect(200);

    assertThat(text(recordOf(first.header("x-request-id")), "detail")).isEqualTo("events");
    assertThat(log("partner-a").toString()).doesNotContain(second.header("x-request-id"));
  }

  @Test
  void anImportLeavesARecordBeforeAndAfterIt() throws IOException {
    var before = log("keyshelf");
    shop.supply("windows-server-2019-standard", 1);
    var records = new HashSet<>(log("keyshelf"));
    records.removeAll(before);

    assertThat(records)
        .extracting(record -> text(record, "operation") + " " + text(record, "outcome"))
        .containsExactlyInAnyOrder("FILE_IMPORTED BEGUN", "FILE_IMPORTED DONE");
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(inner(record, "actor")).containsOnlyKeys("principal", "sourceIp");
              assertThat(text(record, "detail"))
                  .startsWith("imports/keys/windows-server-2019-standard/");
            });
  }

  @Test
  void noRecordHasAKeyOrATokenOrAUrl() {
    var software = software();
    var key = agent.post(software + "/keys", "").at("/keys/0/key");
    var link = Shop.link(agent, software);
    var token = link.substring(link.lastIndexOf('/') + 1);
    shop.nobody().start(link, UUID.randomUUID().toString()).expect(200);

    assertThat(log("partner-a").toString())
        .contains("DOWNLOAD_STARTED")
        .doesNotContain(key, token, "X-Amz-Signature");
  }

  private static Map<String, AttributeValue> recordOf(String requestId) {
    return LoggedItems.of(shop, "partner-a", requestId);
  }

  private static Set<Map<String, AttributeValue>> log(String partner) {
    return LoggedItems.of(shop, partner);
  }
}
