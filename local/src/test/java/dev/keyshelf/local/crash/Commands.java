package dev.keyshelf.local.crash;

import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.PriceListSteps;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.api.Waiting;
import dev.keyshelf.local.crash.Command.Attempt;
import dev.keyshelf.local.crash.Command.Told;
import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** All commands of template.yaml, each in the situations that it can be sent in. */
final class Commands {
  static final String CUSTOMER = "/v1/customers/{customerId}";
  static final String SOFTWARE = CUSTOMER + "/software/{entitlementId}";

  private static final String SUPPORT = "/v1/support-requests";
  private static final String REQUEST = SUPPORT + "/{requestId}";
  private static final String PRICES = PriceListSteps.VERSIONS;
  private static final String POOLED = "ws2019-std-16core";
  private static final String MANY = "of many keys, and the schedule after it";
  private static final String LATER = "w7-esu-2020-p1y";
  private static final String LATER_POOL = "windows-7-esu-2020";
  private static final String KEY_FOR_TWO = "sql2019-std-2core-p1y-perkey";
  private static final String MADE = "sles-std-p1y";
  private static final String POOL = "windows-server-2019-standard";

  /** A pool that no other command sells from. */
  private static final String STOCK = "exchange-server-2019-standard";

  private static final String OTHER_POOL = "windows-server-2019-datacenter";
  private static final String FILE =
      "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}";

  private static final Path SAMPLES = Settings.defaultTemplate().resolveSibling("samples");

  private final Shop shop;
  private final Drops drops;
  private final Client agent;
  private final String customer;
  private final PriceListSteps prices;
  private final OperatorCommands operators;
  private final LogCommands logs;
  private final JobCommands jobs;
  private final WebhookCommands webhooks;

  Commands(Shop shop) throws IOException {
    this.shop = shop;
    this.drops = new Drops(shop);
    this.agent = shop.of("partner-a");
    this.customer = shop.customerOf("partner-a", "US");
    this.prices = new PriceListSteps(agent, customer);
    this.operators = new OperatorCommands(shop, this::asked);
    this.logs = new LogCommands(shop, agent);
    this.jobs = new JobCommands(shop, drops, customer, POOLED, MADE);
    this.webhooks = new WebhookCommands(shop, agent);
    supply();
  }

  /** Supplies keys. All commands together, each sent once, need about a third of them. */
  void supply() throws IOException {
    supply(120, 30);
  }

  private void supply(int keys, int later) throws IOException {
    shop.supply(POOL, keys);
    shop.supply(LATER_POOL, later);
  }

  /**
   * Supplies keys for the runs of a command, unless it is one of the two that sell nothing.
   *
   * @param many whether it runs for each call to a store, not only a few times
   */
  void supplyFor(Command command, boolean many) throws IOException {
    if (!Set.of("ImportCatalogue", "VerifyArtifacts").contains(command.of())) {
      supply(many ? 120 : 40, many ? 30 : 10);
    }
  }

  /** Opens a shop with only one partner, because jobs make calls for each partner. */
  static Shop shop() throws IOException {
    return shop(System.getenv());
  }

  /** Opens the same shop with these environment variables. */
  static Shop shop(Map<String, String> environment) throws IOException {
    return Shop.open(
        environment,
        SAMPLES.resolve("artifacts"),
        SAMPLES.resolve("imports/catalogue"),
        DropFolder.with("imports/partners/partners.yaml", Drops.partner("partner-a")));
  }

  /** Returns the commands whose sender waits: requests, and functions that operators invoke. */
  List<Command> awaited() {
    return all().stream()
        .filter(command -> command.of().contains("/") || command.of().matches("(Decide|Change).*"))
        .filter(command -> !command.situation().equals(MANY))
        .toList();
  }

  /** Returns the commands that a schedule or a dropped file starts. */
  List<Command> jobs() {
    var awaited = awaited();
    return all().stream()
        .filter(command -> awaited.stream().noneMatch(each -> each.of().equals(command.of())))
        .toList();
  }

  /** Returns all commands. */
  List<Command> all() {
    // Sales end with an import after which nothing can be sold.
    return Stream.concat(webhooks.all().stream(), sales().stream()).toList();
  }

  /** Closings come early, because each closes every window open so far. */
  private List<Command> sales() {
    var forAll = new PriceListSteps(agent, "/all");
    return List.of(
        // Before invoices of today's month are issued, since its prices cannot change after that.
        post(PRICES, "", _ -> prices.versions(), _ -> prices.seen(), 200),
        post(PRICES + "/{validFrom}/removal", "", _ -> forAll.removal(), _ -> forAll.seen(), 200),
        new Command("CloseCancellationWindows", "", jobs::closeWindows),
        logs.seal(),
        logs.publish(),
        logs.complete(),
        new Command("ImportHouse", "", drops::house), // So invoices are numbered by a scheme.
        new Command("IssueInvoices", "", jobs::issueInvoices),
        new Command("RenderDocuments", "", jobs::renderDocuments),
        new Command("IndexDesk", "", jobs::indexDesk),
        new Command("ImportPartners", "", drops::partners),
        new Command("ImportKeys", "", drops::keys),
        new Command("ImportPayments", "", () -> drops.payments(customer, MADE)),
        new Command("ReserveKeys", "", this::reserveKeys),
        post("/v1/customers", "", _ -> "/v1/customers", _ -> newCustomer(), 201),
        new Command("PATCH " + CUSTOMER, "", this::renameCustomer),
        post(CUSTOMER + "/contact/erasure", "", _ -> customer + "/contact/erasure", _ -> "", 200),
        new Command("POST " + CUSTOMER + "/orders", "a customer's first", this::placeFirst),
        post(CUSTOMER + "/orders", "", _ -> customer + "/orders", _ -> lines(2), 201),
        new Command("POST " + CUSTOMER + "/orders", MANY, this::placeLarge),
        post(SOFTWARE + "/keys", "first, of a pool", _ -> software(LATER) + "/keys", _ -> "", 200),
        post(SOFTWARE + "/keys", "first, reserved", _ -> software(POOLED) + "/keys", _ -> "", 200),
        post(SOFTWARE + "/keys", "first, made", _ -> software(MADE) + "/keys", _ -> "", 200),
        post(SOFTWARE + "/keys", "later", _ -> shown(MADE) + "/keys", _ -> "", 200),
        rotation("of a pool", POOLED),
        rotation("made", MADE),
        post(SOFTWARE + "/links", "", _ -> software(POOLED) + "/links", _ -> FILE, 201),
        post(
            SOFTWARE + "/links/revocation",
            "",
            _ -> linked() + "/links/revocation",
            _ -> "{}",
            200),
        post(SOFTWARE + "/links/{linkId}/revocation", "", _ -> linkOf(linked()), _ -> "{}", 200),
        cancellation("whole", ""),
        cancellation("part", "?lines=1:1"),
        new Command("POST /v1/cancellations", "", this::cancelTwo),
        new Command("POST /d/{token}", "", this::start),
        new Command("GET /d/{token}/{download}", "", this::resume),
        new Command("GET /d/{token}/{download}", "a program's start", this::fetch),
        post(SUPPORT, "", _ -> SUPPORT, _ -> question(), 201),
        post(REQUEST + "/notes", "", _ -> asked() + "/notes", _ -> "{\"text\": \"And?\"}", 201),
        post(REQUEST + "/closure", "", _ -> asked() + "/closure", _ -> "", 200),
        post(REQUEST + "/attachments", "", _ -> asked() + "/attachments", _ -> Shop.LETTER, 201),
        post(
            REQUEST + "/attachments/{attachmentId}/complete",
            "",
            _ -> uploaded() + "/complete",
            _ -> "",
            200),
        new Command("DecideSupportRequest", "a grant", () -> operators.decide("GRANT")),
        new Command("DecideSupportRequest", "an answer", () -> operators.decide("ANSWER")),
        operators.answer(),
        operators.grant(),
        new Command(OperatorCommands.CHANGES, "", () -> operators.quarantine(STOCK, stocked())),
        new Command("ChangeStock", "a withdrawal", () -> changeStock("WITHDRAW", "")),
        new Command("ChangeStock", "a quarantine", () -> changeStock("QUARANTINE", "")),
        new Command(
            "ChangeStock", "a move", () -> changeStock("MOVE", ", \"to\": \"" + OTHER_POOL + "\"")),
        new Command("ImportCatalogue", "", drops::catalogue),
        new Command("VerifyArtifacts", "", () -> LargeFile.dropped(shop.machine())));
  }

  /** Returns a command with a new idempotency key. Its body may depend on its path. */
  private Command post(
      String route,
      String situation,
      Function<String, String> path,
      Function<String, String> body,
      int status) {
    return new Command(
        "POST " + route,
        situation,
        () -> {
          var to = path.apply("");
          var json = body.apply(to);
          var key = UUID.randomUUID().toString();
          return Attempt.http(status, () -> agent.postOnce(to, json, key));
        });
  }

  static String newCustomer() {
    return """
    {"companyName": "Customer", "tenantId": "%s", "domain": "c%s.example", "market": "US"}
    """
        .formatted(UUID.randomUUID(), UUID.randomUUID());
  }

  private Attempt renameCustomer() {
    var path = agent.post("/v1/customers", newCustomer()).expect(201).header("Location");
    var key = UUID.randomUUID().toString();
    return Attempt.http(
        200, () -> agent.patchOnce(path, "{\"companyName\": \"Another name\"}", key));
  }

  private Attempt placeFirst() {
    var path = agent.post("/v1/customers", newCustomer()).expect(201).header("Location");
    var key = UUID.randomUUID().toString();
    return Attempt.http(201, () -> agent.postOnce(path + "/orders", lines(1), key));
  }

  private Attempt placeLarge() throws IOException {
    var body = Shop.lines(suppliedLarge());
    var key = UUID.randomUUID().toString();
    var placing = Attempt.http(201, () -> agent.postOnce(customer + "/orders", body, key));
    return () -> {
      // The schedule reserves the keys that the request did not.
      var placed = placing.told();
      return placed.done() ? fired("ReserveKeys").told() : placed;
    };
  }

  private Attempt reserveKeys() throws IOException {
    Waiting.order(shop, "partner-a", customer, suppliedLarge());
    return fired("ReserveKeys");
  }

  /** Returns two lines that need 48 keys, of which one transaction can reserve 45. */
  private String[] suppliedLarge() throws IOException {
    shop.supply("sql-server-2019-standard", 48);
    return new String[] {KEY_FOR_TWO + ":80", KEY_FOR_TWO + ":16"};
  }

  private static String lines(int quantity) {
    return Shop.lines(POOLED + ":" + quantity, MADE + ":1");
  }

  private Answer bought(String sku) {
    return shop.order("partner-a", customer, sku + ":2");
  }

  private String software(String sku) {
    return Shop.software(bought(sku), 1);
  }

  private String shown(String sku) {
    var software = software(sku);
    agent.post(software + "/keys", "").expect(200);
    return software;
  }

  private Command rotation(String situation, String sku) {
    return post(
        SOFTWARE + "/keys/{ordinal}/rotation",
        situation,
        _ -> shown(sku) + "/keys/1/rotation",
        path -> {
          var list = agent.get(path.substring(0, path.length() - "/1/rotation".length()));
          return "{\"lastFive\": \"%s\", \"reasonCode\": \"LOST\"}"
              .formatted(list.expect(200).all("lastFive").getFirst());
        },
        200);
  }

  private String linked() {
    var software = software(POOLED);
    agent.post(software + "/links", FILE).expect(201);
    return software;
  }

  private String linkOf(String software) {
    var id = agent.get(software + "/links").expect(200).at("/items/0/linkId");
    return software + "/links/" + id + "/revocation";
  }

  private Command cancellation(String situation, String query) {
    return post(
        CUSTOMER + "/orders/{orderId}/cancellation",
        situation,
        _ -> bought(POOLED).header("Location") + "/cancellation" + query,
        path -> Shop.citing(agent.get(path).expect(200).at("/quoteId")),
        200);
  }

  private Attempt cancelTwo() {
    var json = batch(2);
    var key = UUID.randomUUID().toString();
    return () -> {
      var told = Attempt.http(200, () -> agent.postOnce("/v1/cancellations", json, key)).told();
      return new Told(
          told.done() && !told.said().contains("\"pending\":2"),
          told.died(),
          told.answer(),
          told.said());
    };
  }

  private String batch(int orders) {
    Map<String, String> quotes = new LinkedHashMap<>();
    for (int i = 0; i < orders; i++) {
      var order = bought(POOLED).header("Location");
      var quote = agent.get(order + "/cancellation").expect(200).at("/quoteId");
      quotes.put(order.substring(order.lastIndexOf('/') + 1), quote);
    }
    return Shop.batch(customer.substring(customer.lastIndexOf('/') + 1), quotes);
  }

  private Attempt start() {
    var link = Shop.link(agent, software(POOLED));
    var download = UUID.randomUUID().toString();
    return Attempt.http(200, () -> shop.nobody().start(link, download));
  }

  private Attempt resume() {
    var link = Shop.link(agent, software(POOLED));
    var session = shop.nobody().start(link, "").expect(200).at("/session");
    return Attempt.http(307, () -> shop.nobody().get(session));
  }

  private Attempt fetch() {
    var download = Shop.link(agent, software(POOLED)) + "/" + UUID.randomUUID();
    return Attempt.http(
        307, () -> shop.nobody().get(download, "Accept", "application/octet-stream"));
  }

  private String question() {
    var order = bought(POOLED);
    return Shop.supportRequest(order.at("/customerId"), order.at("/orderId"));
  }

  private String asked() {
    return agent.post(SUPPORT, question()).expect(201).header("Location");
  }

  private String uploaded() {
    var begun = agent.post(asked() + "/attachments", Shop.LETTER).expect(201);
    agent.upload(begun, Shop.LETTERS_TEXT.getBytes(StandardCharsets.UTF_8));
    return begun.header("Location");
  }

  /** Changes the stock of its own batch, in a pool that no other command takes keys from. */
  private Attempt changeStock(String action, String more) throws IOException {
    var batch = stocked();
    var event =
        """
        {"id": "%s", "action": "%s", "pool": "%s", "batch": "%s", "reason": "Recalled."%s,
         "operator": "olga@distributor.example"}
        """
            .formatted(UUID.randomUUID(), action, STOCK, batch, more)
            .getBytes(StandardCharsets.UTF_8);
    var functions = shop.machine().functions();
    return Attempt.event(() -> functions.invoke("ChangeStock", event));
  }

  /** Imports a batch of three keys and returns its name. */
  private String stocked() throws IOException {
    var batch = UUID.randomUUID().toString();
    shop.imports(
        DropFolder.with("imports/keys/" + STOCK + "/" + batch + ".csv", Drops.threeKeys()));
    return batch;
  }

  private Attempt fired(String function) {
    return Attempt.event(() -> shop.machine().schedules().fire(function));
  }
}
