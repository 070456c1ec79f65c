package dev.keyshelf.local.demo;

import dev.keyshelf.local.machine.OneMachine;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Walks through a purchase on a running machine, over HTTP as a client does, and prints what it
 * sees. Only the clock is moved directly, since no route moves it.
 */
public final class Journey {
  private static final Duration LINK_LIFETIME = Duration.ofDays(14);
  private static final Duration PAST_THE_WINDOW = Duration.ofDays(61);
  private static final int DOWNLOADS = 50;
  private static final String A_DATACENTER =
      "{\"lines\": [{\"skuId\": \"ws2019-dc-16core\", \"quantity\": 1}]}";
  private static final Pattern DOWNLOAD_ID =
      Pattern.compile("name=\"download\" value=\"([A-Za-z0-9_-]+)\"");

  private final OneMachine machine;
  private final PrintWriter out;
  private final Visitor agent;
  private final Visitor accountAdmin;
  private final Visitor otherPartner;
  private final Visitor nobody;
  private final Files files;
  private final Firings firings;
  private final Billing billing;
  private final LocalDate today;
  private int step;

  private String customer = "";
  private String order = "";
  private String windows = "";
  private String sql = "";
  private String link = "";
  private String mistake = "";

  private Journey(
      OneMachine machine, PrintWriter out, Path folder, HttpClient http, Consumer<Reply> witness) {
    this.machine = machine;
    this.out = out;
    BiFunction<String, String, Visitor> visitor =
        (partner, role) ->
            new Visitor(
                http,
                machine.baseUrl(),
                () ->
                    machine.tokenFor(partner, role.toLowerCase(Locale.ROOT) + "@" + partner, role),
                out,
                witness);
    this.agent = visitor.apply("partner-a", "AdminAgent");
    this.accountAdmin = visitor.apply("partner-a", "AccountAdmin");
    this.otherPartner = visitor.apply("partner-b", "AdminAgent");
    this.nobody = new Visitor(http, machine.baseUrl(), () -> "", out, witness);
    this.files = new Files(http);
    this.firings = new Firings(machine.schedules());
    this.billing =
        new Billing(machine, firings, agent, accountAdmin, folder, text -> shows("%s", text));
    // A run across midnight still refers to the day and the month in which it began.
    this.today = LocalDate.ofInstant(machine.clock().instant(), ZoneOffset.UTC);
  }

  /**
   * Runs all steps, up to the first that fails.
   *
   * @param folder where the documents are left
   * @return the files of the documents; empty if a step failed
   */
  public static Optional<List<Path>> walk(OneMachine machine, PrintWriter out, Path folder) {
    return walk(machine, out, folder, _ -> {});
  }

  /**
   * Runs all steps, up to the first that fails.
   *
   * @param witness receives every response
   */
  static Optional<List<Path>> walk(
      OneMachine machine, PrintWriter out, Path folder, Consumer<Reply> witness) {
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var journey = new Journey(machine, out, folder, http, witness);
      try {
        journey.walk();
        return Optional.of(journey.billing.papers());
      } catch (RuntimeException failed) {
        out.printf("%n  FAILED at step %s: %s%n", journey.step, failed.getMessage());
        return Optional.empty();
      }
    }
  }

  private void walk() {
    createsACustomer();
    looksAtTheCatalogue();
    buysTwice();
    seesTheSoftware();
    getsTheKeys();
    downloads();
    meetsTheLimits();
    readsTheLog();
    cancels();
    comesTooLate();
    seesTheInvoice();
    seesTheCreditNote();
    isKeptApart();
  }

  private void createsACustomer() {
    begin("Create a customer of partner-a");
    var created =
        agent.post(
            201,
            "/v1/customers",
            """
            {"companyName": "Northwind Traders", "tenantId": "%s",
             "domain": "northwind-%s.example", "market": "US"}
            """
                .formatted(UUID.randomUUID(), UUID.randomUUID().toString().substring(0, 8)));
    customer = created.header("Location");
    shows(
        "%s, tenant %s, domain %s, market %s",
        created.at("/companyName"),
        created.at("/tenantId"),
        created.at("/domain"),
        created.at("/market"));
  }

  private void looksAtTheCatalogue() {
    begin("List what the customer can buy in its market");
    var products = agent.get(200, "/v1/catalog/products?market=US");
    for (var product : products.json().get("items")) {
      shows(
          "%-42s %-12s cancellation %s",
          product.get("title").asText(),
          product.get("kind").asText(),
          product.get("cancellation").asText());
    }
    for (var wanted :
        List.of(
            "windows-server-2019-standard",
            "sql-server-2019-standard",
            "azure-reservation-d2v3",
            "windows-7-esu-2020",
            "suse-linux-enterprise-server")) {
      check(products.text().contains(wanted), wanted + " is listed");
    }
    var product = agent.get(200, "/v1/catalog/products/windows-server-2019-standard?market=US");
    shows(
        "%s: %s, %s files",
        product.at("/skus/0/title"),
        product.amountAt("/skus/0/unitPrice"),
        product.json().get("artifacts").size());
  }

  private void buysTwice() {
    begin("Place an order of two lines, sent twice with one Idempotency-Key");
    var body =
        """
        {"lines": [{"skuId": "ws2019-std-16core", "quantity": 2},
                   {"skuId": "sql2019-std-2core-p1y", "quantity": 4}]}
        """;
    var key = UUID.randomUUID().toString();
    var first = agent.post(201, customer + "/orders", body, key);
    var second = agent.post(201, customer + "/orders", body, key);
    check(second.text().equals(first.text()), "both responses are equal");
    check(second.header("Idempotent-Replayed").equals("true"), "the second is marked as a replay");
    check(
        agent.get(200, customer + "/orders").json().get("items").size() == 1, "there is one order");
    order = first.header("Location");
    windows = customer + "/software/" + first.at("/lines/0/entitlementId");
    sql = customer + "/software/" + first.at("/lines/1/entitlementId");
    shows(
        "one order, total %s, cancellable until %s",
        first.amountAt("/total"), first.at("/lines/0/terms/cancellableUntil"));
  }

  private void seesTheSoftware() {
    begin("Show the customer's Software page");
    var software = agent.get(200, customer + "/software");
    check(software.json().get("items").size() == 2, "both products are listed");
    for (var path : List.of(windows, sql)) {
      var row = agent.get(200, path);
      shows(
          "%s, %s units, %s days left to cancel",
          row.at("/productTitle"), row.at("/activeQuantity"), row.at("/daysLeftToCancel"));
      for (var choice : row.json().get("artifacts")) {
        shows(
            "  version %s, %s, %s",
            choice.get("version").asText(),
            choice.get("language").asText(),
            choice.get("fileType").asText());
      }
    }
  }

  private void getsTheKeys() {
    begin("Get the product keys, twice: the second request returns the same keys");
    for (var path : List.of(windows, sql)) {
      var first = agent.post(200, path + "/keys", "");
      var again = agent.post(200, path + "/keys", "");
      check(!keysOf(first).isEmpty(), "keys are issued");
      check(keysOf(again).equals(keysOf(first)), "the second request returns the same keys");
      check(first.header("Cache-Control").equals("no-store"), "caches must not store the keys");
      shows("%s", String.join(", ", keysOf(first)));
    }
  }

  private static List<String> keysOf(Reply reply) {
    var keys = new ArrayList<String>();
    for (var key : reply.json().get("keys")) {
      keys.add(key.get("key").asText());
    }
    return keys;
  }

  private void downloads() {
    begin("Create a download link, open its page and download the file");
    link = createLink(windows, "2019", "en-US", "ISO");
    var page = nobody.get(200, link, "Accept", "text/html");
    var id = DOWNLOAD_ID.matcher(page.text());
    check(id.find(), "the page has a button with a new download id");
    nobody.head(200, link);
    var untouched = nobody.get(200, link, "Accept", "application/json");
    check(untouched.at("/downloadsLeft").equals("50"), "opening the page counts no download");

    var started = nobody.submit(303, link, "download=" + id.group(1));
    var session = started.header("Location");
    nobody.submit(303, link, "download=" + id.group(1));
    var toBytes = nobody.get(307, session);
    var file = files.fetch(URI.create(toBytes.header("Location")));
    var sha256 = untouched.at("/artifact/sha256");
    check(files.sha256(file).equals(sha256), "the file's SHA-256 is the catalogue's");
    var after = nobody.get(200, link, "Accept", "application/json");
    check(after.at("/downloadsLeft").equals("49"), "two clicks on one page count one download");
    shows(
        "%s, %s bytes, SHA-256 %s as in the catalogue; %s downloads left",
        after.at("/artifact/fileName"), file.length, sha256, after.at("/downloadsLeft"));
  }

  private String createLink(String software, String version, String language, String fileType) {
    var created =
        agent.post(
            201,
            software + "/links",
            """
            {"version": "%s", "language": "%s", "fileType": "%s"}
            """
                .formatted(version, language, fileType));
    return URI.create(created.at("/url")).getPath();
  }

  private void meetsTheLimits() {
    begin("Reach the limits of links: the 51st download, and 14 days");
    for (int i = 1; i < DOWNLOADS; i++) {
      nobody.silently().start(200, link, "Accept", "application/json");
    }
    shows("49 more downloads, 50 in total");
    var refused = nobody.start(410, link, "Accept", "application/json");
    shows("%s: %s", refused.at("/code"), refused.at("/detail"));
    check(refused.at("/code").equals("link-exhausted"), "the 51st download is refused");
    link = createLink(windows, "2019", "ko-KR", "ISO");
    nobody.start(303, link);
    machine.clock().setAhead(LINK_LIFETIME);
    var late = nobody.start(410, link, "Accept", "application/json");
    machine.clock().setAhead(Duration.ZERO);
    check(late.at("/code").equals("link-expired"), "the link expires after 14 days");
    shows("14 days later: %s", late.at("/code"));
  }

  private void readsTheLog() {
    begin("Read today's activity log as an account admin");
    var log = accountAdmin.get(200, "/v1/activity?limit=200&from=" + today + "T00:00:00Z");
    var downloads = 0;
    for (var record : log.json().get("items")) {
      var operation = record.get("operation").asText();
      downloads += operation.equals("DOWNLOAD_STARTED") ? 1 : 0;
      if (!operation.equals("DOWNLOAD_STARTED") || downloads == 1) {
        var actor = record.get("actor");
        shows(
            "%s  %-16s by %s%s",
            record.get("at").asText(),
            operation,
            actor.has("user") ? actor.get("user").asText() : actor.get("sourceIp").asText(),
            record.has("fileName") ? ", " + record.get("fileName").asText() : "");
      }
    }
    shows("%s downloads in total", downloads);
    check(downloads == DOWNLOADS + 1, "each download is logged once");
    check(!log.text().contains(link.substring("/d/".length())), "the log contains no link token");
  }

  private void cancels() {
    begin("Cancel the order: keys and links stop working at once");
    var quote = agent.get(200, order + "/cancellation");
    for (var line : quote.json().get("lines")) {
      shows(
          "line %s: %s days %s hours left, credit %s (%s)",
          line.get("line").asText(),
          line.get("daysLeft").asText(),
          line.get("hoursLeft").asText(),
          line.get("credit").get("amount").asText(),
          line.get("explanation").asText());
    }
    var cancelled = agent.post(200, order + "/cancellation", citing(quote.at("/quoteId")));
    check(
        cancelled.amountAt("/credit").equals(quote.amountAt("/credit")),
        "the credit equals the quote's");
    shows(
        "cancelled, credit %s on the invoice of %s",
        cancelled.amountAt("/credit"), cancelled.at("/invoiceMonth"));
    var keys = agent.post(410, windows + "/keys", "");
    var start = nobody.start(410, link, "Accept", "application/json");
    shows("keys: %s; link: %s", keys.at("/code"), start.at("/code"));
    check(start.at("/code").equals("link-revoked"), "the link is revoked");
    var software = agent.get(200, customer + "/software");
    for (var row : software.json().get("items")) {
      check(row.get("state").asText().equals("CANCELLED"), "the software is listed as cancelled");
      shows("%s: %s", row.get("productTitle").asText(), row.get("state").asText());
    }
  }

  static String citing(String quoteId) {
    return """
    {"quoteId": "%s", "reasonCode": "CUSTOMER_CHANGED_MIND", "acknowledged": true}
    """
        .formatted(quoteId);
  }

  private void comesTooLate() {
    begin("Try to cancel another order on day 61");
    var placed = agent.post(201, customer + "/orders", A_DATACENTER);
    var late = placed.header("Location");
    machine.clock().setAhead(PAST_THE_WINDOW);
    var quote = agent.get(200, late + "/cancellation");
    var refused = agent.post(409, late + "/cancellation", citing(quote.at("/quoteId")));
    check(refused.at("/code").equals("window-closed"), "the cancellation window is closed");
    shows("%s: %s", refused.at("/code"), refused.at("/detail"));
    var report = firings.fire("CloseCancellationWindows");
    shows("CloseCancellationWindows: %s", new String(report, StandardCharsets.UTF_8));
    var row = agent.get(200, customer + "/software/" + placed.at("/lines/0/entitlementId"));
    shows("the window closed at %s", row.at("/windowClosedAt"));
    machine.clock().setAhead(Duration.ZERO);
  }

  private void seesTheInvoice() {
    begin("Preview the month's invoice, then issue it an hour after the month ends, as PDF too");
    mistake = agent.post(201, customer + "/orders", A_DATACENTER).header("Location");
    billing.invoices(today);
  }

  private void seesTheCreditNote() {
    begin("Cancel an order in the next month: it is on that month's credit note");
    billing.credits(mistake, YearMonth.from(today));
  }

  private void isKeptApart() {
    begin("See what is refused: another partner, a missing role, no token");
    var foreign = otherPartner.get(404, order);
    shows("partner-b: %s", foreign.at("/code"));
    var unauthorized = accountAdmin.post(403, windows + "/keys", "");
    shows("an account admin, who may not get keys: %s", unauthorized.at("/code"));
    var unknown = nobody.get(401, order);
    shows("without a token: %s", unknown.at("/message"));
  }

  private void begin(String title) {
    step++;
    out.printf(Locale.ROOT, "%n%2d. %s%n", step, title);
  }

  private void shows(String format, Object... values) {
    out.printf("         %s%n", format.formatted(values));
  }

  static void check(boolean holds, String claim) {
    if (!holds) {
      throw new UnexpectedAnswer("expected that " + claim);
    }
  }
}
