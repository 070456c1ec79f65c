package dev.keyshelf.local.earlier;

import static dev.keyshelf.local.earlier.SmallCatalogue.GENERATED;
import static dev.keyshelf.local.earlier.SmallCatalogue.PLAN;
import static dev.keyshelf.local.earlier.SmallCatalogue.POOL;
import static dev.keyshelf.local.earlier.SmallCatalogue.RESERVATION;
import static dev.keyshelf.local.earlier.SmallCatalogue.SERVER;

import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.earlier.Expected.Cancellable;
import dev.keyshelf.local.earlier.Expected.Read;
import dev.keyshelf.local.earlier.Expected.Sent;
import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.release.Release;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Trades for two months from a fixed instant. The store then has all that a store can have: orders,
 * keys, links, requests and invoices in each state, seals, and answers that can be replayed.
 */
final class Trade {
  private static final Instant BEGIN = Instant.parse("2026-01-15T09:30:00Z");
  private static final String PARTNER = "partner-a";
  private static final String SUPPORT = "/v1/support-requests";
  private static final String FILE =
      "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}";

  private final Shop shop;
  private final Client agent;
  private final List<String> orders = new ArrayList<>();
  private final List<String> software = new ArrayList<>();
  private final List<Sent> commands = new ArrayList<>();
  private final Map<String, List<String>> keys = new TreeMap<>();
  private final Map<String, String> links = new TreeMap<>();

  private Trade(Shop shop) {
    this.shop = shop;
    this.agent = shop.of(PARTNER);
  }

  /** Trades on a new data folder. Returns the last answers of the shop. */
  static Expected on(Path data) throws IOException {
    try (var shop = Shop.open(data, BEGIN)) {
      shop.imports(SmallCatalogue.first());
      shop.supply(POOL, 40);
      return new Trade(shop).trade();
    }
  }

  private Expected trade() throws IOException {
    var buyer = shop.customerOf(PARTNER, "US");
    var japanese = shop.customerOf(PARTNER, "JP");
    agent.patchOnce(buyer, "{\"companyName\": \"Northwind\"}", "rename").expect(200);
    // The window of this order closes during the trade.
    reveals(buys(buyer, SERVER + ":1"), 1);
    cancelled(buys(buyer, SERVER + ":1", GENERATED + ":1"), "?lines=1");
    endMonth();

    var second = buys(buyer, SERVER + ":2", GENERATED + ":1");
    reveals(second, 1);
    reveals(second, 2);
    links(second);
    reveals(buys(japanese, SERVER + ":3"), 1);
    asks(buys(buyer, RESERVATION + ":1"), "GRANT");
    asks(buys(buyer, RESERVATION + ":2"), "DECLINE");
    endMonth();

    shop.imports(SmallCatalogue.second());
    var partOf = buys(buyer, PLAN + ":8");
    reveals(partOf, 1);
    cancelled(partOf, "?lines=1:3");
    rotates(partOf);
    var whole = buys(buyer, SERVER + ":1");
    links.put(link(whole, "cancelled"), "link-revoked");
    cancelled(whole, "");
    buys(buyer, SERVER + ":1"); // Its keys stay reserved.
    passes(Duration.ofDays(20));
    shop.machine().schedules().fire("CloseCancellationWindows");
    shop.machine().schedules().fire("CountStock");
    var open = buys(buyer, SERVER + ":2", PLAN + ":2");
    asks(buys(buyer, RESERVATION + ":1"), "ANSWER");
    asks(open, "");
    var live = link(open, "live");
    links.put(live, downloaded(live));
    return lastDay(buyer, open);
  }

  private Expected lastDay(String buyer, Answer open) {
    var placed = sends(201, buyer + "/orders", Shop.lines(SERVER + ":1"));
    sends(201, Shop.software(placed, 1) + "/links", FILE);
    sends(
        201,
        "/v1/customers",
        """
        {"companyName": "Last", "tenantId": "%s", "domain": "last.example", "market": "US"}
        """
            .formatted(UUID.randomUUID()));
    var ended = buys(buyer, SERVER + ":1").header("Location");
    var quote = agent.get(ended + "/cancellation").expect(200).at("/quoteId");
    sends(200, ended + "/cancellation", Shop.citing(quote));
    sends(201, SUPPORT, Shop.supportRequest(open.at("/customerId"), open.at("/orderId")));
    passes(Duration.ofHours(2));
    shop.machine().schedules().fire("SealActivity");
    passes(Duration.ofMinutes(5));
    return new Expected(
        Release.version(),
        shop.machine().clock().instant().toString(),
        reads(),
        commands,
        keys,
        links,
        new Cancellable(
            open.header("Location"),
            agent.get(open.header("Location") + "/cancellation").at("/credit/amount")),
        agent.get("/v1/invoices/2026-02").expect(200).at("/invoices/0/number"),
        buyer);
  }

  private void passes(Duration time) {
    shop.machine().clock().advance(time);
  }

  private void endMonth() {
    shop.endMonth();
    shop.machine().schedules().fire("IssueInvoices");
    shop.machine().schedules().fire("SealActivity");
    passes(Duration.ofHours(9));
  }

  private Answer buys(String customer, String... lines) {
    passes(Duration.ofMinutes(7));
    var order = shop.order(PARTNER, customer, lines);
    orders.add(order.header("Location"));
    for (int line = 1; line <= lines.length; line++) {
      software.add(Shop.software(order, line));
    }
    return order;
  }

  private void reveals(Answer order, int line) {
    var path = Shop.software(order, line);
    passes(Duration.ofMinutes(1));
    keys.put(path, agent.post(path + "/keys", "").expect(200).all("key"));
  }

  private void rotates(Answer order) {
    var path = Shop.software(order, 1);
    passes(Duration.ofMinutes(1));
    var first = agent.post(path + "/keys", "").expect(200).all("key").getFirst();
    agent
        .post(
            path + "/keys/1/rotation",
            "{\"lastFive\": \"%s\", \"reasonCode\": \"LOST\"}"
                .formatted(first.substring(first.length() - 5)))
        .expect(200);
    keys.put(path, agent.post(path + "/keys", "").expect(200).all("key"));
  }

  private void cancelled(Answer order, String query) {
    passes(Duration.ofMinutes(1));
    Shop.cancel(agent, order.header("Location"), query).expect(200);
  }

  private String link(Answer order, String step) {
    passes(Duration.ofMinutes(1));
    return URI.create(
            agent.postOnce(Shop.software(order, 1) + "/links", FILE, step).expect(201).at("/url"))
        .getPath();
  }

  private void links(Answer order) {
    var revoked = link(order, "revoked");
    shop.nobody().start(revoked, "").expect(200);
    agent.post(Shop.software(order, 1) + "/links/revocation", "{}").expect(200);
    links.put(revoked, "link-revoked");
    links.put(link(order, "expired"), "link-expired");
  }

  private void asks(Answer order, String decision) {
    passes(Duration.ofMinutes(1));
    var asked =
        agent
            .post(SUPPORT, Shop.supportRequest(order.at("/customerId"), order.at("/orderId")))
            .expect(201);
    Shop.attached(agent, asked.header("Location"));
    agent.post(asked.header("Location") + "/notes", "{\"text\": \"And?\"}").expect(201);
    if (!decision.isEmpty()) {
      shop.decides(PARTNER, asked.at("/requestId"), decision);
    }
    if (decision.equals("GRANT")) {
      agent.post(asked.header("Location") + "/closure", "").expect(200);
    }
  }

  /** Returns the SHA-256 of the file that a link leads to. */
  private String downloaded(String link) {
    var session = shop.nobody().start(link, "").expect(200).at("/session");
    return DropFolder.sha256(agent.fetch(shop.nobody().get(session)));
  }

  private Answer sends(int status, String path, String json) {
    passes(Duration.ofMinutes(1));
    var key = "kept-" + commands.size();
    var answer = agent.postOnce(path, json, key).expect(status);
    commands.add(new Sent(path, json, key, status, answer.header("Location"), answer.text()));
    return answer;
  }

  private List<Read> reads() {
    var paths = new ArrayList<String>();
    paths.addAll(
        List.of(
            "/v1/catalog/products?market=US",
            "/v1/catalog/products/server-product?market=JP",
            "/v1/customers",
            "/v1/activity?limit=200&from=2026-01-15T00:00:00Z&to=2026-01-17T00:00:00Z",
            "/v1/activity?limit=200&from=2026-03-20T00:00:00Z&to=2026-03-21T12:00:00Z"));
    for (var month = 1; month <= 3; month++) {
      paths.add("/v1/invoices/2026-0" + month);
    }
    for (var customer : each("/v1/customers", "customerId")) {
      paths.add("/v1/customers/" + customer);
      paths.add("/v1/customers/" + customer + "/orders");
      paths.add("/v1/customers/" + customer + "/software");
    }
    paths.add(SUPPORT);
    each(SUPPORT, "requestId").forEach(request -> paths.add(SUPPORT + "/" + request));
    orders.forEach(order -> paths.addAll(List.of(order, order + "/cancellation")));
    software.forEach(path -> paths.addAll(List.of(path, path + "/keys", path + "/links")));
    var reads = new ArrayList<Read>();
    for (var path : paths) {
      reads.add(new Read(PARTNER, path, agent.get(path).expect(200).json()));
    }
    reads.add(
        new Read("partner-b", "/v1/customers", shop.of("partner-b").get("/v1/customers").json()));
    return reads;
  }

  private List<String> each(String path, String id) {
    return agent.get(path).expect(200).all(id);
  }
}
