package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.Contract;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tries every route as a suspended partner, who may only read, cancel, revoke links and ask
 * support.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class SuspendedTest {
  private static final String CUSTOMER = "/v1/customers/{customerId}";
  private static final String ENTITLEMENT = CUSTOMER + "/software/{entitlementId}";
  private static final String CANCEL = "POST " + CUSTOMER + "/orders/{orderId}/cancellation";

  /** The commands that are refused. All other routes must succeed. */
  private static final Set<String> REFUSED =
      Set.of(
          "POST /v1/customers",
          "PATCH " + CUSTOMER,
          "POST " + CUSTOMER + "/orders",
          "POST " + ENTITLEMENT + "/keys",
          "POST " + ENTITLEMENT + "/keys/{ordinal}/rotation",
          "POST " + ENTITLEMENT + "/links",
          "POST " + WebhookSteps.ALL,
          "PATCH " + WebhookSteps.ONE,
          "POST " + WebhookSteps.ONE + "/secret",
          "POST " + WebhookSteps.ONE + "/ping",
          "POST " + WebhookSteps.ONE + "/redeliveries");

  private static final String BILLING =
      """
      {"billing": {"legalName": "Northwind Handels GmbH",
        "address": {"lines": ["Musterweg 5"], "city": "Graz", "country": "AT"}}}
      """;

  private static final String ABSENT = "01M7W3GHJ07VNQX5Q5KKJ0Z75H";

  private static Shop shop;
  private static Client agent;
  private static String customer;
  private static Answer order;
  private static String link;
  private static Answer cancelled;
  private static String request;
  private static String attachment;
  private static String number;
  private static String webhook;
  private static String unwanted;

  @BeforeAll
  static void suspend() throws Exception {
    shop = Shop.open();
    shop.supply("windows-server-2019-standard", 2);
    agent = shop.of("partner-a");
    customer = shop.customerOf("partner-a", "US");
    order = shop.order("partner-a", customer, "ws2019-std-16core:1");
    agent.post(Shop.software(order, 1) + "/keys", "").expect(200);
    Shop.link(agent, Shop.software(order, 1));
    link = agent.get(Shop.software(order, 1) + "/links").at("/items/0/linkId");
    cancelled = shop.order("partner-a", customer, "ws2019-std-16core:1");
    request = asked().expect(201).at("/requestId");
    attachment = Shop.attached(agent, "/v1/support-requests/" + request);
    Documents.haveASeller(shop);
    number = Documents.issued(shop, "partner-a");
    webhook = new WebhookSteps(agent).paused();
    unwanted = new WebhookSteps(agent).paused();
    agent.patch(customer, BILLING).expect(200);
    shop.drop(
        "imports/partners/suspended.yaml",
        """
        partners:
          - id: partner-a
            name: Contoso Resale
            suspended: true
            eligiblePrograms: [server-software]
            buyer:
              legalName: Contoso Resale GmbH
              address: { lines: [Musterstraße 12], city: Wien, country: AT }
            seller:
              legalName: Contoso Resale GmbH
              address: { lines: [Musterstraße 12], city: Wien, country: AT }
              bankAccount: { account: AT61 1904 3002 3457 3201, bank: Bank am Ring }
              paymentTerms: { days: 30 }
        """);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static List<String> readsAndRefused() {
    return Template.read(Settings.defaultTemplate()).functions().stream()
        .flatMap(function -> function.routes().stream())
        .filter(Template.Route::authorized)
        .filter(route -> !route.path().startsWith("/v1/operator/"))
        .map(route -> route.method() + " " + route.path())
        .filter(route -> !route.equals(CANCEL))
        .toList();
  }

  private static String pathOf(String route) {
    return route
        .substring(route.indexOf(' ') + 1)
        .replace("{customerId}", order.at("/customerId"))
        .replace("{orderId}", order.at("/orderId"))
        .replace("{entitlementId}", order.at("/orderId") + "-1")
        .replace("{ordinal}", "1")
        .replace("{linkId}", link)
        .replace("{requestId}", request)
        .replace("{attachmentId}", attachment)
        .replace("{productId}", "windows-server-2019-standard")
        .replace("{priceListId}", "all")
        .replace("{number+}", number)
        .replace(WebhookSteps.ONE, route.startsWith("DELETE") ? unwanted : webhook)
        .replace("{month}", Beginning.MONTH.toString());
  }

  private static Answer asked() {
    return agent.post(
        "/v1/support-requests", Shop.supportRequest(order.at("/customerId"), order.at("/orderId")));
  }

  private static PriceListSteps prices() {
    return new PriceListSteps(agent, customer);
  }

  private static Answer sent(String route) {
    var path = pathOf(route);
    if (route.startsWith("GET")) {
      return agent.get(path + queryOf(path));
    }
    if (route.startsWith("PATCH")) {
      return agent.patch(path, path.equals(webhook) ? "{}" : "{\"companyName\": \"Other\"}");
    }
    if (route.startsWith("DELETE")) {
      return new WebhookSteps(agent).delete(path);
    }
    if (route.endsWith("/webhooks")) {
      return new WebhookSteps(agent).create();
    }
    if (route.endsWith("/redeliveries")) {
      return agent.post(path, WebhookSteps.FROM_THE_BEGINNING);
    }
    if (route.endsWith("/support-requests")) {
      return asked();
    }
    if (route.endsWith("/versions")) {
      return prices().set();
    }
    if (route.endsWith("/removal")) {
      return prices().remove();
    }
    if (route.endsWith("/closure")) {
      return agent.post(asked().header("location") + "/closure", "");
    }
    if (route.endsWith("/attachments")) {
      return agent.post(path, Shop.LETTER);
    }
    if (route.endsWith("/notes")) {
      return agent.post(path, "{\"text\": \"And?\"}");
    }
    if (route.endsWith("/customers")) {
      return agent.post(
          path,
          """
          {"companyName": "Other", "tenantId": "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
           "domain": "other.example", "market": "US"}
          """);
    }
    if (route.endsWith("/orders")) {
      return agent.post(path, Shop.lines("ws2019-std-16core:1"));
    }
    if (route.endsWith("/cancellations")) {
      return agent.post(path, Shop.batch(order.at("/customerId"), Map.of(ABSENT, "any")));
    }
    if (route.endsWith("/key-lookups")) {
      return agent.post(path, "{\"lastFive\": \"AAAAA\"}");
    }
    if (route.endsWith("/rotation")) {
      return agent.post(path, "{\"lastFive\": \"AAAAA\", \"reasonCode\": \"LOST\"}");
    }
    return agent.post(
        path,
        route.endsWith("/links")
            ? "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}"
            : "");
  }

  private static String queryOf(String path) {
    if (path.startsWith("/v1/catalog")) {
      return "?market=US";
    }
    if (path.startsWith("/v1/rebilling/") && path.endsWith("/pdf")) {
      return "?customerId=" + order.at("/customerId");
    }
    return path.endsWith("/hybrid-benefit")
        ? "?windowsVmHourly=0.192&linuxVmHourly=0.1&hours=730"
        : "";
  }

  @ParameterizedTest
  @MethodSource("readsAndRefused")
  void mayReadEverythingAndIsRefusedOtherCommands(String route) {
    if (REFUSED.contains(route)) {
      var before = shop.contents();
      sent(route).expectRefusal("403 partner-suspended");
      shop.expectNothingWrittenSince(before);
    } else {
      assertThat(sent(route).status()).isIn(200, 201, 204);
    }
  }

  private static List<String> readsWithAValidator() {
    var contract =
        Contract.of(Settings.defaultTemplate().resolveSibling("docs").resolve("openapi.yaml"));
    return readsAndRefused().stream()
        .filter(route -> contract.operation(route).path("responses").has("304"))
        // Its presigned URL changes each second.
        .filter(route -> !route.endsWith("/attachments/{attachmentId}"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("readsWithAValidator")
  void gets304ForUnchangedReads(String route) {
    var path = pathOf(route) + queryOf(pathOf(route));
    var tag = agent.get(path).expect(200).header("etag");

    assertThat(agent.get(path, "If-None-Match", tag).expect(304).text()).isEmpty();
  }

  @Test
  void mayCancelAndGetsItsCredit() {
    var answer = Shop.cancel(agent, cancelled.header("location"), "").expect(200);

    assertThat(answer.json().at("/credit")).isEqualTo(cancelled.json().at("/total"));
  }

  @Test
  void anUnregisteredPartnerIsTreatedAsSuspended() {
    var unknown = shop.of("partner-z");

    assertThat(unknown.get("/v1/customers").expect(200).json().get("items")).isEmpty();
    unknown
        .post(
            "/v1/customers",
            """
            {"companyName": "Other", "tenantId": "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
             "domain": "other.example", "market": "US"}
            """)
        .expectRefusal("403 partner-suspended");
  }
}
