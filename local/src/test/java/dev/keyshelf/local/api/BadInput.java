package dev.keyshelf.local.api;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Base class of tests of bad input, sent by mistake or on purpose. Each request is refused with a
 * reason and changes nothing. The subclasses share one shop, which opens before the first of them,
 * so they do not run in parallel.
 */
@SuppressWarnings("NullAway.Init") // the extension sets the fields
@ExtendWith(BadInput.Opening.class)
@ResourceLock("the shop of all bad input")
abstract class BadInput {
  static final String PRODUCT = "{\"skuId\": \"ws2019-std-16core\", \"quantity\": %s}";
  static final String ONE = "{\"lines\": [" + PRODUCT.formatted(1) + "]}";

  static Shop shop;
  static Client agent;
  static String customer;
  static String inChina;
  static String order;
  static String software;
  static Map<String, Integer> before;

  /** Opens the shop once. JUnit's root store closes it after the last test. */
  static final class Opening implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
      var opened =
          context
              .getRoot()
              .getStore(Namespace.create(BadInput.class))
              .computeIfAbsent(Shop.class, _ -> Shop.open(), Shop.class);
      if (shop != opened) {
        furnish(opened);
      }
    }
  }

  private static void furnish(Shop opened) throws Exception {
    opened.supply("windows-server-2019-standard", 3);
    agent = opened.of("partner-a");
    customer = opened.customerOf("partner-a", "US");
    inChina = opened.customerOf("partner-a", "CN");
    opened.order("partner-a", customer, "ws2019-std-16core:1");
    var placed = opened.order("partner-a", customer, "ws2019-std-16core:2");
    order = placed.header("Location");
    software = Shop.software(placed, 1);
    shop = opened;
  }

  static void remember() {
    before = shop.contents();
  }

  @BeforeEach
  void rememberTheTable() {
    remember();
  }

  @AfterEach
  void hasChangedNothing() {
    shop.expectNothingWrittenSince(before);
  }

  static Answer buys(String body) {
    return agent.post(customer + "/orders", body);
  }

  static Answer sends(byte[] body, String... headers) {
    var all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Idempotency-Key";
    all[headers.length + 1] = UUID.randomUUID().toString();
    return agent.send("POST", customer + "/orders", body, all);
  }

  /** Returns the paths of commands with a JSON body. */
  static Stream<String> commands() {
    return Stream.of(
        "/v1/customers", customer + "/orders", software + "/links", order + "/cancellation");
  }
}
