package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.Contract;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A cursor is not signed, so a client that knows the format can forge one for any place. It must
 * name a place of the list, or it is refused.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class ForgedCursorsTest {
  private static final String OPERATOR = "/v1/operator/";
  private static final String DATACENTER = "windows-server-2019-datacenter";

  private static Shop shop;
  private static Client agent;
  private static Client operator;
  private static List<String> lists;

  @BeforeAll
  static void open() throws IOException {
    shop = Shop.open();
    agent = shop.of("partner-a");
    operator = Operators.of(shop);
    shop.supply("windows-server-2019-standard", 3);
    shop.drop("imports/keys/" + DATACENTER + "/batch.csv", "key\nAAAAA-BBBBB\nAAAAA-CCCCC\n");
    var customer = shop.customerOf("partner-a", "US");
    var inChina = shop.customerOf("partner-a", "CN");
    shop.order("partner-a", customer, "ws2019-std-16core:1");
    shop.order("partner-a", inChina, "ws2019-std-16core:1");
    shop.order("partner-a", customer, "ws2019-dc-16core:2");
    var order = shop.order("partner-a", customer, "ws2019-std-16core:1");
    var software = Shop.software(order, 1);
    for (int i = 0; i < 2; i++) {
      Shop.link(agent, software);
      agent
          .post(
              "/v1/support-requests",
              Shop.supportRequest(order.at("/customerId"), order.at("/orderId")))
          .expect(201);
    }
    var prices = new PriceListSteps(agent, customer);
    prices.set().expect(200);
    new PriceListSteps(agent, inChina).set().expect(200);
    var month = order.at("/placedAt").substring(0, 7);
    shop.endMonth();
    shop.machine().schedules().fire("IssueInvoices");
    var open = shop.order("partner-a", customer, "ws2019-std-16core:1").at("/placedAt");
    shop.order("partner-a", customer, "ws2019-std-16core:1");
    for (int i = 0; i < 2; i++) {
      shop.order("partner-a", customer, "sles-std-p1y:1");
    }
    prices.set().expect(200);
    var webhook = delivered();
    lists =
        List.of(
            "/v1/resale/price-lists?",
            prices.list() + "?",
            "/v1/rebilling/" + month + "?",
            "/v1/rebilling/" + open.substring(0, 7) + "?",
            "/v1/catalog/products?market=US",
            "/v1/customers?",
            "/v1/customers?namePrefix=Cust",
            customer + "/orders?",
            customer + "/software?",
            software + "/links?",
            "/v1/activity?from=2020-01-01T00:00:00Z",
            "/v1/invoices?",
            "/v1/invoices/" + month + "?",
            "/v1/invoices/" + open.substring(0, 7) + "?",
            "/v1/support-requests?",
            webhook + "/deliveries?",
            "/v1/orders?",
            "/v1/orders?windowEndsWithinDays=366",
            "/v1/orders?termEndsWithinDays=366",
            "/v1/software?",
            "/v1/software?windowEndsWithinDays=366",
            "/v1/software?termEndsWithinDays=366",
            OPERATOR + "support-requests?",
            OPERATOR + "imports?from=2020-01-01",
            OPERATOR + "seals?",
            OPERATOR + "stock/" + DATACENTER + "/batches/batch/customers?");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static Stream<String> lists() {
    return lists.stream();
  }

  private static Answer read(String list) {
    return (list.startsWith(OPERATOR) ? operator : agent).get(list);
  }

  @ParameterizedTest
  @MethodSource("lists")
  void mustNameAPlaceOfTheList(String list) {
    var cursor = read(list + "&limit=1").expect(200).at("/next");
    var answers = new ArrayList<String>();
    for (var place : places(placeIn(cursor))) {
      var answer = read(list + "&cursor=" + forged(cursor, place));
      if (answer.status() != 200) {
        answers.add(answer.refusal());
      }
    }

    assertThat(cursor).isNotEmpty();
    assertThat(answers).hasSizeGreaterThan(5).containsOnly("400 cursor-invalid");
  }

  /** Leaves out products, logs and sold keys, whose ids have no time. */
  private static Stream<String> listsByTime() {
    return lists()
        .filter(list -> !list.startsWith("/v1/catalog/"))
        .filter(list -> !list.startsWith(OPERATOR + "seals"))
        .filter(list -> !list.startsWith(OPERATOR + "stock"));
  }

  @ParameterizedTest
  @MethodSource("listsByTime")
  void areRefusedBeforeAndAfterAllPossibleEntries(String list) {
    var cursor = read(list + "&limit=1").expect(200).at("/next");
    var place = placeIn(cursor);
    var answers = new ArrayList<String>();
    for (var outside : outside(place)) {
      answers.add(outside + ": " + read(list + "&cursor=" + forged(cursor, outside)).refusal());
    }

    assertThat(answers).allMatch(answer -> answer.endsWith(": 400 cursor-invalid"));
    assertThat(answers).isNotEmpty();
  }

  /** Returns the place with other times, and with ids of other times. */
  private static Set<String> outside(String place) {
    var outside = new LinkedHashSet<String>();
    for (var id : List.of("0".repeat(26), "0".repeat(25) + "1", "7" + "Z".repeat(25))) {
      outside.add(place.replaceAll("(?<![0-9A-Z])[0-7][0-9A-Z]{25}(?![0-9A-Z])", id));
    }
    for (var year : List.of("0001", "1970", "1999", "3000", "9999")) {
      outside.add(place.replaceAll("(?<![0-9])2[0-9]{3}-", year + "-"));
    }
    outside.remove(place);
    return outside;
  }

  /** Returns the path of a webhook that has delivered some events. */
  private static String delivered() throws IOException {
    try (var receiver = LoopbackReceiver.answering(204)) {
      var webhook = new WebhookSteps(agent).create(receiver.address()).expect(201);
      for (int i = 0; i < 3; i++) {
        agent.post(webhook.header("location") + "/ping", "").expect(202);
      }
      shop.machine().pump().drain();
      shop.machine().queuePump().drain();
      return webhook.header("location");
    }
  }

  @Test
  void coverEveryListOfTheContract() {
    var contract =
        Contract.of(Settings.defaultTemplate().resolveSibling("docs").resolve("openapi.yaml"));
    var tried =
        lists.stream()
            .flatMap(list -> contract.operationOf("GET", list.replaceFirst("\\?.*", "")).stream())
            .collect(Collectors.toSet());
    var documented =
        contract.operations().keySet().stream()
            .filter(
                operation ->
                    contract.parameters(operation).stream()
                        .anyMatch(each -> each.path("name").asText().equals("cursor")))
            .collect(Collectors.toSet());

    assertThat(tried).isEqualTo(documented);
  }

  private static List<String> places(String place) {
    return List.of(
        "",
        " ",
        "x",
        "#",
        "\u0000",
        "\u00e9\ud83d\ude00",
        place + "x",
        place + "#x",
        place + " ",
        place.substring(1),
        place.substring(0, place.length() - 1),
        new StringBuilder(place).reverse().toString(),
        place.replace('0', '9'),
        place.replace('-', '+'),
        place.replace('2', '\uff12'),
        place.toLowerCase(Locale.ROOT),
        "9".repeat(300));
  }

  private static String placeIn(String cursor) {
    var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    return text.substring(text.indexOf('\n') + 1);
  }

  private static String forged(String cursor, String place) {
    var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    var forged = text.substring(0, text.indexOf('\n') + 1) + place;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(forged.getBytes(StandardCharsets.UTF_8));
  }
}
