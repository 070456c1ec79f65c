package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.Settings;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Partners see nothing of each other, and users only what their roles are for, on every route. */
@SuppressWarnings("NullAway.Init") // made before all tests
class ApartTest {
  private static final Set<String> BUYERS = Set.of("AdminAgent", "GlobalAdmin");
  private static final Set<String> AGENTS = Set.of("AdminAgent");
  private static final Set<String> LOG_READERS =
      Set.of("GlobalAdmin", "AccountAdmin", "ReferralAdmin", "MarketingContentAdmin");
  private static final Set<String> PAYERS = Set.of("AdminAgent", "GlobalAdmin", "AccountAdmin");
  private static final Set<String> EVERY_ROLE =
      Set.of("AdminAgent", "GlobalAdmin", "AccountAdmin", "ReferralAdmin", "MarketingContentAdmin");

  private static final String CUSTOMER = "/v1/customers/{customerId}";
  private static final String SOFTWARE = CUSTOMER + "/software";
  private static final String ENTITLEMENT = SOFTWARE + "/{entitlementId}";
  private static final String ORDER = CUSTOMER + "/orders/{orderId}";
  private static final String SUPPORT = "/v1/support-requests";
  private static final String REQUEST = SUPPORT + "/{requestId}";

  /** A route that is not here fails the test: each needs its row. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("GET /v1/catalog/products", EVERY_ROLE),
          Map.entry("GET /v1/catalog/products/{productId}", EVERY_ROLE),
          Map.entry("POST /v1/customers", BUYERS),
          Map.entry("GET /v1/customers", BUYERS),
          Map.entry("GET " + CUSTOMER, BUYERS),
          Map.entry("PATCH " + CUSTOMER, BUYERS),
          Map.entry("POST " + CUSTOMER + "/orders", BUYERS),
          Map.entry("GET " + CUSTOMER + "/orders", BUYERS),
          Map.entry("GET " + ORDER, BUYERS),
          Map.entry("GET " + SOFTWARE, BUYERS),
          Map.entry("GET " + ENTITLEMENT, BUYERS),
          Map.entry("GET " + ENTITLEMENT + "/hybrid-benefit", BUYERS),
          Map.entry("POST " + ENTITLEMENT + "/keys", AGENTS),
          Map.entry("GET " + ENTITLEMENT + "/keys", BUYERS),
          Map.entry("POST " + ENTITLEMENT + "/keys/{ordinal}/rotation", AGENTS),
          Map.entry("POST " + ENTITLEMENT + "/links", AGENTS),
          Map.entry("GET " + ENTITLEMENT + "/links", AGENTS),
          Map.entry("POST " + ENTITLEMENT + "/links/revocation", AGENTS),
          Map.entry("POST " + ENTITLEMENT + "/links/{linkId}/revocation", AGENTS),
          Map.entry("GET " + ORDER + "/cancellation", AGENTS),
          Map.entry("POST " + ORDER + "/cancellation", AGENTS),
          Map.entry("POST /v1/cancellations", AGENTS),
          Map.entry("POST " + SUPPORT, BUYERS),
          Map.entry("GET " + SUPPORT, BUYERS),
          Map.entry("GET " + REQUEST, BUYERS),
          Map.entry("POST " + REQUEST + "/notes", BUYERS),
          Map.entry("POST " + REQUEST + "/closure", BUYERS),
          Map.entry("POST " + REQUEST + "/attachments", BUYERS),
          Map.entry("GET " + REQUEST + "/attachments/{attachmentId}", BUYERS),
          Map.entry("POST " + REQUEST + "/attachments/{attachmentId}/complete", BUYERS),
          Map.entry("GET /v1/activity", LOG_READERS),
          Map.entry("GET /v1/invoices", PAYERS),
          Map.entry("GET /v1/invoices/{month}", PAYERS));

  private static final Ids ABSENT =
      new Ids("01M7W2Y7M0PV25GRW7BRT4GZ53", "01M7W3GHJ07VNQX5Q5KKJ0Z75H");

  private static Shop shop;
  private static Ids ofA;
  private static Ids ofB;
  private static String linkOfA;
  private static String requestOfA;
  private static String attachmentOfA;

  /** A customer and an order; the order's first line is the entitlement. */
  private record Ids(String customer, String order) {}

  @BeforeAll
  static void open() throws Exception {
    shop = Shop.open();
    shop.supply("windows-server-2019-standard", 2);
    ofA = buysKeyAndLink("partner-a");
    linkOfA =
        shop.of("partner-a")
            .get("/v1/customers/%s/software/%s-1/links".formatted(ofA.customer(), ofA.order()))
            .at("/items/0/linkId");
    ofB = buysKeyAndLink("partner-b");
    var asked = Shop.supportRequest(ofA.customer(), ofA.order());
    requestOfA = shop.of("partner-a").post(SUPPORT, asked).expect(201).at("/requestId");
    attachmentOfA = Shop.attached(shop.of("partner-a"), SUPPORT + "/" + requestOfA);
    shop.of("partner-b")
        .post(SUPPORT, Shop.supportRequest(ofB.customer(), ofB.order()))
        .expect(201);
  }

  private static Ids buysKeyAndLink(String partner) {
    var placed = shop.order(partner, shop.customerOf(partner, "US"), "ws2019-std-16core:1");
    var software = Shop.software(placed, 1);
    shop.of(partner).post(software + "/keys", "").expect(200);
    Shop.link(shop.of(partner), software);
    return new Ids(placed.at("/customerId"), placed.at("/orderId"));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static List<String> routes(boolean authorized) {
    return Template.read(Settings.defaultTemplate()).functions().stream()
        .flatMap(function -> function.routes().stream())
        .filter(route -> route.authorized() == authorized)
        .map(route -> route.method() + " " + route.path())
        .toList();
  }

  private static Stream<String> routesOfACustomer() {
    return routes(true).stream().filter(route -> route.contains("{customerId}"));
  }

  private static Stream<String> routesOfASupportRequest() {
    return routes(true).stream().filter(route -> route.contains("{requestId}"));
  }

  private static Stream<String> routesOfAnOrder() {
    return routes(true).stream()
        .filter(route -> route.contains("{orderId}") || route.contains("{entitlementId}"));
  }

  private static Answer call(Client client, String route, String customer, String order) {
    var request = customer.equals(ofA.customer()) ? requestOfA : ABSENT.order();
    return call(client, route, customer, order, request);
  }

  private static Answer call(
      Client client, String route, String customer, String order, String request) {
    var method = route.substring(0, route.indexOf(' '));
    var path =
        route
            .substring(route.indexOf(' ') + 1)
            .replace("{customerId}", customer)
            .replace("{orderId}", order)
            .replace("{entitlementId}", order + "-1")
            .replace("{ordinal}", "1")
            .replace("{linkId}", linkOfA)
            .replace("{requestId}", request)
            .replace("{attachmentId}", attachmentOfA)
            .replace("{productId}", "windows-server-2019-standard")
            .replace("{month}", thisMonth());
    if (method.equals("GET")) {
      return client.get(path + query(route));
    }
    return client.send(
        method,
        path,
        body(route, customer, order).getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/json",
        "Idempotency-Key",
        UUID.randomUUID().toString());
  }

  private static String query(String route) {
    if (route.endsWith("/hybrid-benefit")) {
      return "?windowsVmHourly=0.188&linuxVmHourly=0.096&hours=730";
    }
    return route.contains("/v1/catalog") ? "?market=US" : "";
  }

  private static String body(String route, String customer, String order) {
    if (route.startsWith("PATCH")) {
      return "{}";
    }
    if (route.equals("POST " + SUPPORT)) {
      return Shop.supportRequest(customer, order);
    }
    if (route.endsWith("/attachments")) {
      return Shop.LETTER;
    }
    if (route.endsWith("/notes")) {
      return "{\"text\": \"And?\"}";
    }
    if (route.endsWith("/orders")) {
      return Shop.lines("ws2019-std-16core:1");
    }
    if (route.endsWith("/cancellation")) {
      return Shop.citing("any");
    }
    if (route.endsWith("/cancellations")) {
      return Shop.batch(ABSENT.customer(), Map.of(ABSENT.order(), "any"));
    }
    if (route.endsWith("/rotation")) {
      return "{\"lastFive\": \"AAAAA\", \"reasonCode\": \"LOST\"}";
    }
    return route.endsWith("/links")
        ? "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}"
        : "";
  }

  private static String thisMonth() {
    return YearMonth.now(ZoneOffset.UTC).toString();
  }

  @Test
  void everyRouteHasItsRow() {
    assertThat(routes(true)).containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
  }

  @ParameterizedTest
  @MethodSource("routesOfACustomer")
  void anotherPartnersCustomerIsAnsweredAsOneThatIsNotThere(String route) {
    var before = shop.contents();
    var foreign = call(shop.of("partner-b"), route, ofA.customer(), ofA.order());
    var absent = call(shop.of("partner-b"), route, ABSENT.customer(), ABSENT.order());

    foreign.expectRefusal("404 not-found");
    assertThat(foreign.comparable()).isEqualTo(absent.comparable());
    shop.expectNothingWrittenSince(before);
  }

  @ParameterizedTest
  @MethodSource("routesOfAnOrder")
  void anotherPartnersOrderIsAnsweredAsOneThatIsNotThere(String route) {
    var before = shop.contents();
    var foreign = call(shop.of("partner-b"), route, ofB.customer(), ofA.order());
    var absent = call(shop.of("partner-b"), route, ofB.customer(), ABSENT.order());

    foreign.expectRefusal("404 not-found");
    assertThat(foreign.comparable()).isEqualTo(absent.comparable());
    shop.expectNothingWrittenSince(before);
  }

  @ParameterizedTest
  @MethodSource("routesOfASupportRequest")
  void anotherPartnersSupportRequestIsAnsweredAsOneThatIsNotThere(String route) {
    var before = shop.contents();
    var user = shop.of("partner-b");
    var foreign = call(user, route, ofB.customer(), ofB.order(), requestOfA);
    var absent = call(user, route, ofB.customer(), ofB.order(), ABSENT.order());

    foreign.expectRefusal("404 not-found");
    assertThat(foreign.comparable()).isEqualTo(absent.comparable());
    shop.expectNothingWrittenSince(before);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nobodyAsksSupportForWhatIsAnotherPartners(boolean customerToo) {
    var before = shop.contents();
    var customer = customerToo ? ofA.customer() : ofB.customer();

    shop.of("partner-b")
        .post(SUPPORT, Shop.supportRequest(customer, ofA.order()))
        .expectRefusal("404 not-found");
    shop.expectNothingWrittenSince(before);
  }

  @ParameterizedTest
  @MethodSource("routesOfAnOrder")
  void anotherCustomersOrderIsAnsweredAsOneThatIsNotThere(String route) {
    var other = shop.customerOf("partner-a", "US").replace("/v1/customers/", "");

    call(shop.of("partner-a"), route, other, ofA.order()).expectRefusal("404 not-found");
  }

  @Test
  void noListShowsAnythingOfAnotherPartner() {
    var domain = shop.of("partner-a").get("/v1/customers/" + ofA.customer()).at("/domain");
    var user = shop.of("partner-b");

    assertThat(user.get("/v1/customers?domain=" + domain).json().get("items")).isEmpty();
    for (var path :
        List.of(
            "/v1/customers",
            "/v1/customers?namePrefix=customer",
            SUPPORT,
            "/v1/activity",
            "/v1/invoices/" + thisMonth())) {
      assertThat(user.get(path).expect(200).text())
          .contains(ofB.customer())
          .doesNotContain(ofA.customer(), ofA.order(), "partner-a");
    }
  }

  @Test
  void twoPartnersMayHaveCustomersOfOneDomain() {
    var mine = shop.of("partner-a").get("/v1/customers/" + ofA.customer());
    var twin =
        """
        {"companyName": "Twin", "tenantId": "%s", "domain": "%s", "market": "US"}
        """
            .formatted(mine.at("/tenantId"), mine.at("/domain"));

    shop.of("partner-b").post("/v1/customers", twin).expect(201);
    shop.of("partner-a").post("/v1/customers", twin).expectRefusal("409 domain-taken");
  }

  @ParameterizedTest
  @MethodSource("authorizedRoutes")
  void eachRoleMayDoWhatItIsForAndNothingElse(String route) {
    for (var role : EVERY_ROLE) {
      var answer = callHarmlessly(shop.of("partner-a", role), route);
      if (ALLOWED.getOrDefault(route, Set.of()).contains(role)) {
        assertThat(answer.status()).as(role + ": " + answer.text()).isNotIn(401, 403, 500, 503);
      } else {
        answer.expectRefusal("403 role-required");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("authorizedRoutes")
  void whoHasNoRoleMayDoNothing(String route) {
    callHarmlessly(shop.of("partner-a", new String[0]), route).expectRefusal("403 role-required");
    callHarmlessly(shop.of("partner-a", "adminagent", "Admin", "Owner", "*"), route)
        .expectRefusal("403 role-required");
  }

  @ParameterizedTest
  @MethodSource("authorizedRoutes")
  void whoHasNoTokenIsTurnedAwayByTheGateway(String route) {
    var answer = callHarmlessly(shop.nobody(), route).expect(401);

    assertThat(answer.text()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(answer.header("www-authenticate")).startsWith("Bearer");
  }

  private static List<String> authorizedRoutes() {
    return routes(true);
  }

  /** Reads what is there; commands meet an order that is not there. */
  private static Answer callHarmlessly(Client client, String route) {
    var ids = route.startsWith("GET") ? ofA : ABSENT;
    return call(client, route, ids.customer(), ids.order());
  }

  @Test
  void onlyLinksNeedNoToken() {
    assertThat(routes(false))
        .isNotEmpty()
        .allSatisfy(route -> assertThat(route).contains(" /d/{token}"));
    shop.nobody()
        .get("/d/" + "A".repeat(43), "Accept", "application/json")
        .expectRefusal("404 link-unknown");
  }

  @Test
  void aHeaderOrAQueryNamesNoPartner() {
    var user = shop.of("partner-b");

    user.get(
            "/v1/customers/" + ofA.customer(),
            "X-Partner-Id",
            "partner-a",
            "partner_id",
            "partner-a")
        .expectRefusal("404 not-found");
    user.get("/v1/customers?partnerId=partner-a").expectRefusal("400 validation");
  }
}
