package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whatever changes something, and whatever is refused to somebody, leaves its record. */
@SuppressWarnings("NullAway.Init") // made before all tests
class RecordsTest {
  private static final String CUSTOMER = "/v1/customers/{customerId}";
  private static final String ENTITLEMENT = CUSTOMER + "/software/{entitlementId}";
  private static final String ORDER = CUSTOMER + "/orders/{orderId}";
  private static final String REQUEST = "/v1/support-requests/{requestId}";

  /** Signs an upload: nothing is attached before what was uploaded is looked at. */
  private static final String NOTHING_YET = "POST " + REQUEST + "/attachments";

  private static final String FILE =
      "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}";

  private static Shop shop;
  private static Client agent;
  private static String customer;

  /** Each route that changes something, what it records, and with which fields besides. */
  private static final Map<String, Row> RECORDED =
      Map.ofEntries(
          row("POST /v1/customers", RecordsTest::createCustomer, "CUSTOMER_CREATED", "customer"),
          row("PATCH " + CUSTOMER, RecordsTest::changeCustomer, "CUSTOMER_CHANGED", "customer"),
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
              "POST /d/{token}",
              () -> shop.nobody().start(Shop.link(agent, software()), UUID.randomUUID().toString()),
              "DOWNLOAD_STARTED",
              "customer order entitlement product link file"),
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

  @BeforeAll
  static void open() throws IOException {
    shop = Shop.open();
    shop.supply("windows-server-2019-standard", 20);
    agent = shop.of("partner-a");
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

  private static List<String> routes(boolean changing) {
    return Template.read(Settings.defaultTemplate()).functions().stream()
        .flatMap(function -> function.routes().stream())
        .filter(route -> Set.of("GET", "HEAD").contains(route.method()) != changing)
        .map(route -> route.method() + " " + route.path())
        .toList();
  }

  private static List<String> changingRoutes() {
    return routes(true).stream().filter(route -> !route.equals(NOTHING_YET)).toList();
  }

  private static List<String> authorizedRoutes() {
    return Template.read(Settings.defaultTemplate()).functions().stream()
        .flatMap(function -> function.routes().stream())
        .filter(Template.Route::authorized)
        .map(route -> route.method() + " " + route.path())
        .toList();
  }

  @Test
  void everyRouteThatChangesSomethingHasItsRow() {
    assertThat(changingRoutes()).containsExactlyInAnyOrderElementsOf(RECORDED.keySet());
  }

  @ParameterizedTest
  @MethodSource("changingRoutes")
  void whatIsDoneLeavesOneRecordOfWhoDidWhat(String route) {
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
  void whatIsRefusedByRoleLeavesARecordOfWhoAskedForWhat(String route) {
    var outsider = shop.of("partner-a", new String[0]);
    var answer = call(outsider, route);
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

  /** Keys that are made as they are issued leave no pool with the order. */
  private static String madeKeys() {
    return Shop.software(shop.order("partner-a", customer, "sles-std-p1y:1"), 1) + "/keys";
  }

  @Test
  void eachShowingOfKeysLeavesItsRecord() {
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
  void noRecordHoldsAKeyOrATokenOrAUrl() {
    var software = software();
    var key = agent.post(software + "/keys", "").at("/keys/0/key");
    var link = Shop.link(agent, software);
    var token = link.substring(link.lastIndexOf('/') + 1);
    shop.nobody().start(link, UUID.randomUUID().toString()).expect(200);

    assertThat(log("partner-a").toString())
        .contains("DOWNLOAD_STARTED")
        .doesNotContain(key, token, "X-Amz-Signature");
  }

  @Test
  void everyOperationIsExplainedAndDocumented() throws IOException {
    var docs = Settings.defaultTemplate().resolveSibling("docs");
    var page = Files.readString(docs.resolve("activity.md"));
    var contract = Files.readString(docs.resolve("openapi.yaml"));

    assertThat(Arrays.stream(Operation.values()).map(Operation::name))
        .allSatisfy(
            operation -> {
              assertThat(page).contains("| `" + operation + "` |");
              assertThat(contract).contains("        - " + operation + "\n");
            });
  }

  private static Answer call(Client client, String route) {
    var space = route.indexOf(' ');
    var method = route.substring(0, space);
    var path =
        route
            .substring(space + 1)
            .replace("{customerId}", "01M7W2Y7M0PV25GRW7BRT4GZ53")
            .replace("{orderId}", "01M7W3GHJ07VNQX5Q5KKJ0Z75H")
            .replace("{entitlementId}", "01M7W3GHJ07VNQX5Q5KKJ0Z75H-1")
            .replace("{month}", Beginning.MONTH.toString())
            .replaceAll("\\{[^}]+}", "1");
    return method.equals("GET")
        ? client.get(path)
        : client.send(
            method,
            path,
            "{}".getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            UUID.randomUUID().toString());
  }

  private static Map<String, AttributeValue> recordOf(String requestId) {
    var records =
        log("partner-a").stream()
            .filter(record -> text(record, "requestId").equals(requestId))
            .toList();
    assertThat(records).as("records of request %s", requestId).hasSize(1);
    return records.getFirst();
  }

  private static Set<Map<String, AttributeValue>> log(String partner) {
    return shop.items().stream()
        .filter(item -> text(item, "pk").startsWith("ACTIVITY#" + partner + "#"))
        .collect(Collectors.toSet());
  }

  private static Map<String, AttributeValue> inner(Map<String, AttributeValue> item, String name) {
    return item.getOrDefault(name, AttributeValue.fromM(Map.of())).m();
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return item.getOrDefault(name, AttributeValue.fromS("")).s();
  }
}
