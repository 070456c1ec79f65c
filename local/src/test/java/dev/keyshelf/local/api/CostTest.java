package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.invariant.ItemSize;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What each call of the API costs: the table of docs/access-patterns.md is what the store says. */
@SuppressWarnings("NullAway.Init") // made before all tests
@Isolated
class CostTest {
  private static final String POOL = "windows-server-2019-standard";
  private static final String FILE =
      "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}";
  private static final String SKU = "ws2019-std-16core:2";
  private static final String WITHOUT_KEYS = "w7-esu-2020-p1y:1";
  private static final String NAME = "{\"companyName\": \"Northwind\"}";
  private static final int TRIES = 10;

  private static Shop shop;
  private static Client agent;
  private final List<String> rows = new ArrayList<>();

  @BeforeAll
  static void open() throws IOException {
    shop = Shop.open();
    shop.supply(POOL, 1_500);
    shop.supply("windows-7-esu-2020", 300);
    agent = shop.of("partner-a");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void isWhatThePageSays() throws IOException {
    var catalogue = "/v1/catalog/products";
    costs("ReadCatalogue, a page of 8 products", () -> agent.get(catalogue + "?market=US"));
    costs("ReadCatalogue, one", () -> agent.get(catalogue + "/sql-server-2019-standard?market=US"));
    costs(
        "VerifyArtifacts, nothing to do", () -> shop.machine().schedules().fire("VerifyArtifacts"));
    costs("CreateCustomer", () -> shop.customerOf("partner-a", "US"));
    var customer = shop.customerOf("partner-a", "US");
    costs("ChangeCustomer, its name", () -> agent.patch(customer, NAME).expect(200));
    costs("ReadCustomers, one", () -> agent.get(customer));
    costs("ReadCustomers, by name, of 1", () -> agent.get("/v1/customers?namePrefix=north"));
    costs("ReadCustomers, a page of 2", () -> agent.get("/v1/customers"));
    var lines = Collections.nCopies(25, SKU).toArray(String[]::new);
    costs("PlaceOrder, a customer's first, 1 line", () -> shop.customerOf("partner-a", "US"), SKU);
    var other = shop.customerOf("partner-a", "US");
    shop.order("partner-a", other, SKU);
    costs("PlaceOrder, 1 line", () -> other, SKU);
    costs("PlaceOrder, 25 lines", () -> other, lines);
    costs("PlaceOrder, 1 line, without its key", () -> other, WITHOUT_KEYS);
    shop.order("partner-a", customer, SKU);
    shop.order("partner-a", customer, SKU);
    shop.order("partner-a", customer, lines);
    var small = shop.order("partner-a", customer, SKU);
    var large = shop.order("partner-a", customer, lines);
    costs("ReadOrders, 1 line", () -> agent.get(small.header("location")));
    costs("ReadOrders, 25 lines", () -> agent.get(large.header("location")));
    costs("ReadOrders, a page of 5", () -> agent.get(customer + "/orders"));
    costs("ReadSoftware, a page of 50", () -> agent.get(customer + "/software"));
    var software = Shop.software(small, 1);
    costs("ReadSoftware, one", () -> agent.get(software));
    costs("RevealKeys, first, 1 key", firstReveal(customer));
    agent.post(software + "/keys", "").expect(200);
    costs("RevealKeys, later, 1 key", () -> agent.post(software + "/keys", "").expect(200));
    costs("CreateLink", () -> agent.post(software + "/links", FILE).expect(201));
    var link = Shop.link(agent, software);
    costs("ReadLinks, of 2", () -> agent.get(software + "/links"));
    costs("OpenLink", () -> agent.get(link));
    costs("StartDownload", () -> agent.start(link, UUID.randomUUID().toString()).expect(200));
    costs(
        "StartDownload, soon after another",
        () -> agent.start(link, UUID.randomUUID().toString()).expect(200));
    var session = agent.start(link, UUID.randomUUID().toString()).at("/session");
    costs(
        "ResumeDownload, a start soon after another",
        () ->
            agent
                .get(link + "/" + UUID.randomUUID(), "Accept", "application/octet-stream")
                .expect(307));
    costs("ResumeDownload", () -> agent.get(session).expect(307));
    costs("ResumeDownload, HEAD", () -> agent.send("HEAD", session, new byte[0]).expect(200));
    var id = agent.get(software + "/links").at("/items/0/linkId");
    costs("RevokeLinks, one", () -> agent.post(software + "/links/" + id + "/revocation", ""));
    costs("RevokeLinks, all", () -> agent.post(software + "/links/revocation", ""));
    var path = small.header("location") + "/cancellation";
    costs("QuoteCancellation, 1 line", () -> agent.get(path));
    var quote = Shop.citing(agent.get(path).at("/quoteId"));
    costs("CancelOrder, 1 line", () -> agent.post(path, quote).expect(200));
    var longPath = large.header("location") + "/cancellation";
    var longQuote = Shop.citing(agent.get(longPath).at("/quoteId"));
    costs("CancelOrder, 25 lines", () -> agent.post(longPath, longQuote).expect(200));
    var quotes = new TreeMap<String, String>();
    for (int i = 0; i < 2; i++) {
      var order = shop.order("partner-a", customer, SKU);
      var orderQuote = agent.get(order.header("location") + "/cancellation").at("/quoteId");
      quotes.put(order.at("/orderId"), orderQuote);
    }
    var batch = Shop.batch(small.at("/customerId"), quotes);
    costs("CancelOrders, 2 of 1 line", () -> agent.post("/v1/cancellations", batch).expect(200));
    costs("ReadActivity, the newest 10", () -> agent.get("/v1/activity?limit=10"));
    var thisMonth = Beginning.MONTH;
    costs("ReadInvoices, a preview of 62 entries", () -> agent.get("/v1/invoices/" + thisMonth));
    costsOfAMonth(customer, thisMonth);

    var support = "/v1/support-requests";
    var longer = shop.order("partner-a", customer, lines);
    var asked = Shop.supportRequest(longer.at("/customerId"), longer.at("/orderId"));
    costs("CreateSupportRequest", () -> agent.post(support, asked).expect(201));
    var request = agent.post(support, asked).expect(201).at("/requestId");
    var thread = support + "/" + request;
    costs(
        "AddSupportNote", () -> agent.post(thread + "/notes", "{\"text\": \"And?\"}").expect(201));
    costs("BeginAttachment", () -> agent.post(thread + "/attachments", Shop.LETTER).expect(201));
    var file = thread + "/attachments/" + Shop.attached(agent, thread);
    var begun = agent.post(thread + "/attachments", Shop.LETTER).expect(201);
    agent.upload(begun, "Dear Sirs\n".getBytes(StandardCharsets.UTF_8));
    costs(
        "CompleteAttachment",
        () -> agent.post(begun.header("Location") + "/complete", "").expect(200));
    costs("ReadAttachment", () -> agent.get(file).expect(200));
    costs("ReadSupportRequests, one", () -> agent.get(thread));
    costs("ReadSupportRequests, a page of 2", () -> agent.get(support));
    costs("DecideSupportRequest, an answer", () -> decides(request, "ANSWER"));
    costs("DecideSupportRequest, a grant of 25 lines", () -> decides(request, "GRANT"));
    costs("CloseSupportRequest", () -> agent.post(thread + "/closure", "").expect(200));

    assertThat(
            Files.readString(Settings.defaultTemplate().resolveSibling("docs/access-patterns.md")))
        .as("docs/access-patterns.md, or a change that costs more:\n" + String.join("", rows))
        .contains(String.join("", rows));
  }

  /**
   * In units by AWS's published rule: what the keys' bytes cost, without the rounding up of each
   * shard.
   */
  @Test
  void isWhatThePageSaysOfStock() throws IOException {
    var calls = StoreCalls.during(() -> shop.machine().schedules().fire("CountStock"));
    var bytes =
        shop.items().stream()
            .filter(item -> String.valueOf(item.get("pk")).contains("POOL#" + POOL))
            .mapToLong(ItemSize::of)
            .max()
            .orElseThrow();
    var units = Math.round(bytes * 1_000 / 4_096.0 / 2);

    assertThat(
            Files.readString(Settings.defaultTemplate().resolveSibling("docs/access-patterns.md")))
        .contains("%s round trips".formatted(calls.reads().size()))
        .contains("a key of %s bytes".formatted(bytes))
        .contains("%s read units for each 1,000 keys".formatted(units));
  }

  /** The first months look for the beginning of the ledger; what comes after them is usual. */
  private void costsOfAMonth(String customer, YearMonth thisMonth) {
    for (int i = 1; i < 4; i++) {
      isAnHourAfterTheEndOf(thisMonth.plusMonths(i - 1));
      shop.machine().schedules().fire("IssueInvoices");
    }
    costs("IssueInvoices, nothing due", () -> shop.machine().schedules().fire("IssueInvoices"));
    shop.order("partner-a", customer, SKU);
    var month = thisMonth.plusMonths(3);
    isAnHourAfterTheEndOf(month);
    costs(
        "IssueInvoices, 3 partners, of one an order",
        () -> shop.machine().schedules().fire("IssueInvoices"));
    costs("ReadInvoices, a page of 2", () -> agent.get("/v1/invoices"));
    costs("ReadInvoices, issued, of 1 entry", () -> agent.get("/v1/invoices/" + month));
    shop.machine().clock().setAhead(Duration.ZERO);
  }

  private static void isAnHourAfterTheEndOf(YearMonth month) {
    var next = month.plusMonths(1).atDay(1);
    shop.machine().clock().stopAt(next.atTime(1, 0).toInstant(ZoneOffset.UTC));
  }

  private static void decides(String request, String decision) {
    assertThat(shop.decides("partner-a", request, decision).has("problem")).isFalse();
  }

  /** A claim enters a pool at a random place; now and then it must look in a second one. */
  private StoreCalls.Calls firstReveal(String customer) {
    return fewest(
        () -> Shop.software(shop.order("partner-a", customer, WITHOUT_KEYS), 1),
        path -> agent.post(path + "/keys", "").expect(200));
  }

  /** The same is so of an order that takes its keys from a pool. */
  private void costs(String call, Supplier<String> customer, String... lines) {
    costs(call, fewest(customer, each -> shop.order("partner-a", each, lines)));
  }

  private static StoreCalls.Calls fewest(Supplier<String> made, Consumer<String> work) {
    return Stream.generate(made)
        .limit(TRIES)
        .map(each -> StoreCalls.during(() -> work.accept(each)))
        .min(Comparator.comparingInt(calls -> calls.reads().size()))
        .orElseThrow();
  }

  private void costs(String call, Runnable work) {
    costs(call, StoreCalls.during(work));
  }

  private void costs(String call, StoreCalls.Calls calls) {
    rows.add(
        "| %s | %s | %s | %s | %s |\n"
            .formatted(
                call,
                calls.reads().size(),
                String.format(Locale.ROOT, "%.1f", calls.readUnits()).replace(".0", ""),
                calls.actions().size(),
                calls.writeUnits(shop.items())));
  }
}
