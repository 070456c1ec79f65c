package dev.keyshelf.local.earlier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Operators;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.feed.FeedAndLog;
import dev.keyshelf.local.imports.DropFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Continues to trade on the data of an earlier release, and checks its answers. */
final class Walk {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PARTNER = "partner-a";
  private static final Duration LINK_LIFETIME = Duration.ofDays(14);
  private static final String ADDRESS = "http://localhost:[0-9]+";

  private final Shop shop;
  private final Client agent;
  private final Expected expected;

  private Walk(Shop shop, Expected expected) {
    this.shop = shop;
    this.agent = shop.of(PARTNER);
    this.expected = expected;
  }

  /**
   * Starts at the instant at which the earlier release stopped. The last step checks everything.
   */
  static void through(Path data, Expected expected) throws IOException {
    try (var shop = Shop.open(data, expected.instant())) {
      var walk = new Walk(shop, expected);
      walk.readsWhatWasWritten();
      walk.replaysTheStoredAnswers();
      walk.showsTheSameKeys();
      walk.startsTheLinks();
      walk.sellsFromTheCatalogue();
      walk.cancelsForTheCreditThatWasQuoted();
      walk.findsWhatTheEarlierReleaseSoldAcrossCustomers();
      walk.findsTheCustomersOfTheEarlierReleaseByTheBeginningsOfWords();
      walk.findsTheSealsInOrder();
      walk.continuesTheNumbersOfInvoices();
      walk.takesTheEarlierLogUpIntoTheFeeds();
    }
  }

  private void readsWhatWasWritten() {
    var differences = new TreeMap<String, List<String>>();
    for (var read : expected.reads()) {
      var actual = shop.of(read.partner()).get(read.path()).json();
      differences.put(read.path(), Expected.differences(read.body(), actual));
    }
    assertThat(differences).hasSizeGreaterThan(50);
    differences.values().removeIf(List::isEmpty);
    assertThat(differences).isEmpty();
  }

  private void replaysTheStoredAnswers() {
    assertThat(expected.commands())
        .hasSizeGreaterThan(4)
        .allSatisfy(
            sent -> {
              var answer = agent.postOnce(sent.path(), sent.json(), sent.key());
              answer.expect(sent.status());
              assertThat(answer.header("idempotent-replayed")).isEqualTo("true");
              assertThat(anywhere(answer.header("Location"))).isEqualTo(anywhere(sent.location()));
              assertThat(anywhere(answer.text())).isEqualTo(anywhere(sent.body()));
            });
  }

  /** Returns a text without ports, because a link has the port of the server that answers. */
  private static String anywhere(String text) {
    return text.replaceAll(ADDRESS, "http://localhost");
  }

  private void showsTheSameKeys() {
    assertThat(expected.keys()).hasSizeGreaterThan(3);
    expected
        .keys()
        .forEach(
            (software, keys) ->
                assertThat(agent.post(software + "/keys", "").expect(200).all("key"))
                    .as(software)
                    .isEqualTo(keys));
  }

  private void startsTheLinks() {
    assertThat(expected.links().values())
        .contains("link-revoked", "link-expired")
        .anyMatch(each -> each.length() == 64);
    expected.links().forEach((link, end) -> assertThat(started(link)).as(link).isEqualTo(end));
    var live = live();
    shop.machine().clock().advance(LINK_LIFETIME);
    assertThat(started(live)).isEqualTo("link-expired");
    shop.machine().clock().advance(LINK_LIFETIME.negated());
  }

  private String live() {
    return expected.links().entrySet().stream()
        .filter(link -> link.getValue().length() == 64)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** Returns the SHA-256 of the file, or the code of the refusal. */
  private String started(String link) {
    var started = shop.nobody().start(link, "");
    return started.status() == 410
        ? started.at("/code")
        : DropFolder.sha256(agent.fetch(shop.nobody().get(started.expect(200).at("/session"))));
  }

  private void sellsFromTheCatalogue() {
    var order = shop.order(PARTNER, expected.buyer(), "server:1", "generated:1");
    var software = Shop.software(order, 1);

    assertThat(order.at("/lines/0/unitPrice/amount")).isEqualTo("120.00");
    assertThat(agent.post(software + "/keys", "").expect(200).all("key")).hasSize(1);
    assertThat(started(Shop.link(agent, software))).isEqualTo(expected.links().get(live()));
  }

  private void cancelsForTheCreditThatWasQuoted() {
    var cancelled = Shop.cancel(agent, expected.cancellable().order(), "").expect(200);

    assertThat(cancelled.at("/credit/amount")).isEqualTo(expected.cancellable().credit());
  }

  /** The index gets what the earlier release wrote, in two passes an hour apart. */
  private void findsWhatTheEarlierReleaseSoldAcrossCustomers() {
    shop.machine().schedules().fire("IndexDesk");
    var sold = agent.get("/v1/orders?limit=200").expect(200).all("orderId");
    var software = agent.get("/v1/software?limit=200").expect(200).all("entitlementId");
    shop.machine().clock().advance(Duration.ofHours(1));
    shop.machine().schedules().fire("IndexDesk");

    assertThat(sold).isNotEmpty().containsAll(ordersOfEachCustomer());
    assertThat(software).hasSizeGreaterThanOrEqualTo(sold.size());
    assertThat(agent.get("/v1/orders?limit=200").expect(200).all("orderId")).isEqualTo(sold);
    operatorsFindWhatThePartnerAsked();
  }

  private void operatorsFindWhatThePartnerAsked() {
    var asked = agent.get("/v1/support-requests?limit=200").expect(200).all("requestId");
    var operator = Operators.of(shop);
    var found =
        Stream.of("OPEN", "ANSWERED", "CLOSED")
            .map(state -> "/v1/operator/support-requests?limit=200&state=" + state)
            .flatMap(queue -> operator.get(queue).expect(200).all("requestId").stream());
    assertThat(asked).isNotEmpty();
    assertThat(found).containsAll(asked);
  }

  private void findsTheCustomersOfTheEarlierReleaseByTheBeginningsOfWords() {
    var customers =
        expected.reads().stream()
            .filter(read -> read.partner().equals(PARTNER) && read.path().equals("/v1/customers"))
            .flatMap(read -> StreamSupport.stream(read.body().path("items").spliterator(), false))
            .toList();

    assertThat(customers)
        .hasSizeGreaterThan(2)
        .allSatisfy(
            customer -> {
              var word = customer.path("companyName").asText().substring(0, 4);
              assertThat(agent.get("/v1/customers?name=" + word).expect(200).all("customerId"))
                  .contains(customer.path("customerId").asText());
            });
  }

  private List<String> ordersOfEachCustomer() {
    var orders = new ArrayList<String>();
    for (var customer : agent.get("/v1/customers?limit=200").expect(200).all("customerId")) {
      orders.addAll(
          agent.get("/v1/customers/" + customer + "/orders?limit=200").expect(200).all("orderId"));
    }
    return orders;
  }

  private void findsTheSealsInOrder() throws IOException {
    shop.machine().clock().advance(Duration.ofHours(2));
    shop.machine().schedules().fire("SealActivity");
    for (var partner : new String[] {PARTNER, "keyshelf"}) {
      var report = verified(partner);
      assertThat(report.path("findings")).as("%s", report).isEmpty();
      assertThat(report.path("complete").asBoolean()).isTrue();
      assertThat(report.path("seals").asInt()).as("seals of %s", partner).isPositive();
    }
  }

  private JsonNode verified(String partner) throws IOException {
    var event =
        """
        {"detail": {"partner": "%s", "from": "2026-01-15T00:00:00Z", "to": "%s"}}
        """
            .formatted(partner, shop.machine().clock().instant());
    return JSON.readTree(
        shop.machine()
            .functions()
            .invoke("VerifyActivityLog", event.getBytes(StandardCharsets.UTF_8)));
  }

  private void continuesTheNumbersOfInvoices() {
    var last = Integer.parseInt(expected.invoiceNumber().substring("INV-".length()));
    var month = expected.at().substring(0, "2026-04".length());
    shop.endMonth();
    shop.machine().schedules().fire("IssueInvoices");

    assertThat(agent.get("/v1/invoices/" + month).expect(200).json().at("/invoices"))
        .isNotEmpty()
        .allSatisfy(
            invoice ->
                assertThat(Integer.parseInt(invoice.path("number").asText().substring(4)))
                    .isGreaterThan(last));
  }

  /** No stream handed over what the earlier release logged. */
  private void takesTheEarlierLogUpIntoTheFeeds() {
    // Beyond the refusal of the link that expired.
    shop.machine().clock().advance(LINK_LIFETIME);
    shop.machine().schedules().fire("SealActivity");
    shop.machine().schedules().fire("CompleteFeeds");

    assertThat(FeedAndLog.differences(shop)).isEmpty();
    var first = agent.get("/v1/events?limit=1").expect(200).at("/items/0/time");
    assertThat(Instant.parse(first)).isBefore(expected.instant());
  }
}
