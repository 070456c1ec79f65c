package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.ItemSize;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Compares the costs of each call in docs/access-patterns.md with those that the store reports. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Isolated
class CostTest {
  private static final String POOL = "windows-server-2019-standard";
  private static final String FILE =
      "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}";
  private static final String SKU = "ws2019-std-16core:2";
  private static final String WITHOUT_KEYS = "w7-esu-2020-p1y:1";
  private static final String NAME = "{\"companyName\": \"Northwind\"}";

  private static final String BILLING =
      """
      {"billing": {"legalName": "Northwind Handels GmbH", "language": "en",
        "address": {"lines": ["Musterweg 5"], "city": "Graz", "country": "AT"}}}
      """;

  private static Shop shop;
  private static Client agent;
  private final CostRows rows = new CostRows(shop);

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
  void costsMatchThePage() throws IOException {
    var catalogue = "/v1/catalog/products";
    costs("ReadCatalogue, a page of 8 products", () -> agent.get(catalogue + "?market=US"));
    costs("ReadCatalogue, one", () -> agent.get(catalogue + "/sql-server-2019-standard?market=US"));
    costs(
        "VerifyArtifacts, nothing to do", () -> shop.machine().schedules().fire("VerifyArtifacts"));
    shop.machine().schedules().fire("IndexDesk");
    costs("IndexDesk, nothing to do", () -> shop.machine().schedules().fire("IndexDesk"));
    costs("CreateCustomer", () -> shop.customerOf("partner-a", "US"));
    var customer = shop.customerOf("partner-a", "US");
    costs("ChangeCustomer, its name", () -> agent.patch(customer, NAME).expect(200));
    costs("EraseContact", () -> agent.post(customer + "/contact/erasure", "").expect(200));
    costs("ReadCustomers, one", () -> agent.get(customer));
    costs("ReadCustomers, by name, of 1", () -> agent.get("/v1/customers?namePrefix=north"));
    costs("ReadCustomers, by a word, of 1", () -> agent.get("/v1/customers?name=north"));
    costs("ReadCustomers, a page of 2", () -> agent.get("/v1/customers"));
    var lines = Collections.nCopies(25, SKU).toArray(String[]::new);
    costs("PlaceOrder, a customer's first, 1 line", () -> shop.customerOf("partner-a", "US"), SKU);
    var other = shop.customerOf("partner-a", "US");
    shop.order("partner-a", other, SKU);
    costs("PlaceOrder, 1 line", () -> other, SKU);
    var numbered =
        """
        {"purchaseOrderNumber": "4711", "lines": [{"skuId": "%s", "quantity": 1}]}
        """
            .formatted(SKU.split(":")[0]);
    costs(
        "PlaceOrder, 1 line, with a purchase order number",
        () -> agent.post(other + "/orders", numbered).expect(201));
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
    costs(
        "ReadSoftware, a page of 50, in Korean",
        () -> agent.get(customer + "/software", "Accept-Language", "ko"));
    costs("ReadOrders, of all customers, a page of 5", () -> agent.get("/v1/orders?limit=5"));
    costs(
        "ReadOrders, of all customers, by id",
        () -> agent.get("/v1/orders?orderId=" + small.at("/orderId")));
    costs(
        "ReadOrders, of all customers, by purchase order number",
        () -> agent.get("/v1/orders?purchaseOrderNumber=4711"));
    costs(
        "ReadOrders, of all customers, 2 whose window ends first",
        () -> agent.get("/v1/orders?windowEndsWithinDays=60&limit=2"));
    costs("ReadSoftware, of all customers, a page of 5", () -> agent.get("/v1/software?limit=5"));
    costs(
        "ReadSoftware, of all customers, 5 whose window ends first",
        () -> agent.get("/v1/software?windowEndsWithinDays=60&limit=5"));
    var software = Shop.software(small, 1);
    costs("ReadSoftware, one", () -> agent.get(software));
    costs("RevealKeys, first, 1 key", firstReveal(customer));
    agent.post(software + "/keys", "").expect(200);
    costs("RevealKeys, later, 1 key", () -> agent.post(software + "/keys", "").expect(200));
    var shown = agent.post(software + "/keys", "").expect(200).at("/keys/0/key");
    costs("LookUpKey, a whole key", () -> lookedUp("key", shown));
    var five = shown.substring(shown.length() - 5);
    costs("LookUpKey, a last five of 1 key", () -> lookedUp("lastFive", five));
    costs("CreateLink", () -> agent.post(software + "/links", FILE).expect(201));
    var link = Shop.link(agent, software);
    costs("ReadLinks, of 2", () -> agent.get(software + "/links"));
    costs("OpenLink", () -> agent.get(link));
    costs("OpenLink, in Korean", () -> agent.get(link, "Accept-Language", "ko"));
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
    costs("ReadActivity, the users of a day", () -> agent.get("/v1/activity/users").expect(200));
    var thisMonth = Beginning.MONTH;
    costs("ReadInvoices, a preview of 62 entries", () -> agent.get("/v1/invoices/" + thisMonth));
    shop.imports(Settings.defaultTemplate().resolveSibling("samples/imports/house"));
    costs(
        "PreviewInvoice, of 62 entries",
        () -> agent.get("/v1/invoices/" + thisMonth + "/preview").expect(200));
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
    costsOfOperators(longer);
    costsOfStockAndState();
    costsOfTheFeed(customer);
    costs("CloseSupportRequest", () -> agent.post(thread + "/closure", "").expect(200));

    rows.areOnThePage();
  }

  private void costsOfOperators(Answer order) {
    var operator = Operators.of(shop);
    var asked = Shop.supportRequest(order.at("/customerId"), order.at("/orderId"));
    var request = agent.post("/v1/support-requests", asked).expect(201).at("/requestId");
    Shop.attached(agent, "/v1/support-requests/" + request);
    var path = "/v1/operator/partners/partner-a/support-requests/" + request;
    costs("ReadOperatorSupport, a page of 2", () -> operator.get("/v1/operator/support-requests"));
    costs("ReadOperatorSupport, one of 25 lines", () -> operator.get(path).expect(200));
    var file = operator.get(path).at("/attachments/0/attachmentId");
    costs(
        "ReadOperatorSupport, a file",
        () -> operator.get(path + "/attachments/" + file).expect(200));
    costs(
        "AnswerAsOperator",
        () -> operator.post(path + "/answers", "{\"text\": \"Soon.\"}").expect(201));
    costs(
        "DecideAsOperator, a decline",
        () ->
            operator
                .post(path + "/decision", "{\"decision\": \"DECLINE\", \"note\": \"No.\"}")
                .expect(200));
  }

  private void costsOfStockAndState() throws IOException {
    var operator = Operators.of(shop);
    var pool = "sql-server-2017-standard";
    shop.drop("imports/keys/%s/one.csv".formatted(pool), "key\nXXXXX-YYYYY-ZZZZZ\n");
    shop.machine().schedules().fire("CountStock");
    shop.machine().schedules().fire("SealActivity");
    var stock = "/v1/operator/stock";
    costs("ReadOperatorStock, the last counts", () -> operator.get(stock).expect(200));
    costs("ReadOperatorStock, a pool of 1 key", () -> operator.get(stock + "/" + pool).expect(200));
    costs(
        "ReadOperatorStock, a batch without sold keys",
        () -> operator.get(stock + "/" + pool + "/batches/one/customers").expect(200));
    var body = "{\"action\": \"%s\", \"pool\": \"" + pool + "\", \"reason\": \"Bad.\"}";
    costs(
        "ChangeStockAsOperator, a quarantine and its end, of 1 key",
        () -> {
          operator.post(stock + "/changes", body.formatted("QUARANTINE")).expect(200);
          operator.post(stock + "/changes", body.formatted("RELEASE")).expect(200);
        });
    var change = operator.post(stock + "/changes", body.formatted("RELEASE")).at("/changeId");
    costs(
        "ReadOperatorStock, a change",
        () -> operator.get(stock + "/changes/" + change).expect(200));
    costs("ReadImports, 1 import", () -> operator.get("/v1/operator/imports?limit=2").expect(200));
    costs("ReadSeals, 4 logs", () -> operator.get("/v1/operator/seals").expect(200));
  }

  private void costsOfTheFeed(String customer) {
    var pump = shop.machine().pump();
    pump.drain();
    agent.patch(customer, NAME).expect(200);
    costs("PublishEvents, 1 record", pump::drain);
    for (int i = 0; i < 49; i++) {
      agent.patch(customer, NAME).expect(200);
    }
    costs("PublishEvents, 49 records of a partner", pump::drain);
    costs("ReadEvents, a page of 100", () -> agent.get("/v1/events").expect(200));
    costs("ReadEvents, the last number", () -> agent.get("/v1/events?after=latest").expect(200));
    shop.machine().clock().advance(Duration.ofHours(2));
    shop.machine().schedules().fire("SealActivity");
    shop.machine().schedules().fire("CompleteFeeds");
    costs(
        "CompleteFeeds, 2 sealed logs, nothing to do",
        () -> shop.machine().schedules().fire("CompleteFeeds"));
  }

  /**
   * Computes read units from the bytes of the keys by AWS's published rule, without rounding up for
   * each shard.
   */
  @Test
  void costsOfStockMatchThePage() throws IOException {
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

  /** Measures after three months, because the first runs search for the ledger's beginning. */
  private void costsOfAMonth(String customer, YearMonth thisMonth) {
    for (int i = 1; i < 4; i++) {
      isAnHourAfterTheEndOf(thisMonth.plusMonths(i - 1));
      shop.machine().schedules().fire("IssueInvoices");
    }
    costs("IssueInvoices, nothing due", () -> shop.machine().schedules().fire("IssueInvoices"));
    var order = shop.order("partner-a", customer, SKU);
    var month = thisMonth.plusMonths(3);
    isAnHourAfterTheEndOf(month);
    costs(
        "IssueInvoices, 3 partners, of one an order",
        () -> shop.machine().schedules().fire("IssueInvoices"));
    costs("ReadInvoices, a page of 2", () -> agent.get("/v1/invoices"));
    costs("ReadInvoices, issued, of 1 entry", () -> agent.get("/v1/invoices/" + month));
    var number = agent.get("/v1/invoices").at("/items/0/number");
    costs("ReadDocument, of 2", () -> agent.get("/v1/documents/" + number).expect(200));
    costs(
        "ReadDocument, a PDF that is not rendered",
        () -> agent.get("/v1/documents/" + number, "Accept", "application/pdf").expect(409));
    costs("ReadBalance, after 2 invoices", () -> agent.get("/v1/balance").expect(200));
    costs(
        "ReadBalance, a statement of 1 invoice",
        () -> agent.get("/v1/statements/" + month.plusMonths(1)).expect(200));
    costs(
        "PrintStatement, of 1 invoice",
        () -> agent.get("/v1/statements/" + month.plusMonths(1) + "/pdf").expect(200));
    shop.machine().schedules().fire("RenderDocuments");
    Shop.cancel(agent, order.header("Location"), "").expect(200);
    isAnHourAfterTheEndOf(month.plusMonths(1));
    shop.machine().schedules().fire("IssueInvoices");
    costs(
        "ReadInvoices, issued, of 1 credit of an earlier month",
        () -> agent.get("/v1/invoices/" + month.plusMonths(1)));
    costs(
        "RenderDocuments, of 1 invoice", () -> shop.machine().schedules().fire("RenderDocuments"));
    costs("RenderDocuments, nothing new", () -> shop.machine().schedules().fire("RenderDocuments"));
    costsOfResale(customer, month);
    shop.machine().clock().setAhead(Duration.ZERO);
  }

  private void costsOfResale(String customer, YearMonth issued) {
    var its = "/v1/resale/price-lists/" + customer.substring(customer.lastIndexOf('/') + 1);
    var first = "{\"expectedRevision\": 0, \"margin\": \"10\"}";
    costs("ChangePriceList, a first version", () -> agent.post(its + "/versions", first));
    var day = issued.plusMonths(2).atDay(1);
    costs(
        "ChangePriceList, a removal",
        () ->
            agent
                .post(its + "/versions/" + day + "/removal", "{\"expectedRevision\": 1}")
                .expect(200));
    costs("ReadResale, the lists", () -> agent.get("/v1/resale/price-lists").expect(200));
    costs("ReadResale, a customer's list", () -> agent.get(its).expect(200));
    costs(
        "ReadResale, an issued month of 1 entry",
        () -> agent.get("/v1/rebilling/" + issued).expect(200));
    agent.patch(customer, BILLING).expect(200);
    var asked = "?customerId=" + customer.substring(customer.lastIndexOf('/') + 1);
    costs(
        "PrintCharges, an issued month of 1 entry",
        () -> agent.get("/v1/rebilling/" + issued + "/pdf" + asked).expect(200));
  }

  private static void isAnHourAfterTheEndOf(YearMonth month) {
    var next = month.plusMonths(1).atDay(1);
    shop.machine().clock().stopAt(next.atTime(1, 0).toInstant(ZoneOffset.UTC));
  }

  private static void decides(String request, String decision) {
    assertThat(shop.decides("partner-a", request, decision).has("problem")).isFalse();
  }

  private static void lookedUp(String clue, String text) {
    var body = "{\"%s\": \"%s\"}".formatted(clue, text);
    assertThat(agent.post("/v1/key-lookups", body).expect(200).all("lastFive")).hasSize(1);
  }

  /** Takes the cheapest of several: a claim starts at a random shard and may need a second one. */
  private StoreCalls.Calls firstReveal(String customer) {
    return CostRows.fewest(
        () -> Shop.software(shop.order("partner-a", customer, WITHOUT_KEYS), 1),
        path -> agent.post(path + "/keys", "").expect(200));
  }

  /** Takes the cheapest of several, because an order also takes its keys from a random shard. */
  private void costs(String call, Supplier<String> customer, String... lines) {
    costs(call, CostRows.fewest(customer, each -> shop.order("partner-a", each, lines)));
  }

  private void costs(String call, Runnable work) {
    rows.add(call, work);
  }

  private void costs(String call, StoreCalls.Calls calls) {
    rows.add(call, calls);
  }
}
