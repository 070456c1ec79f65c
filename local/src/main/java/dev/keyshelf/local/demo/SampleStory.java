package dev.keyshelf.local.demo;

import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * The trade of ten weeks of one partner, made over HTTP by the same functions as any other trade,
 * with the business's clock moved back. So a first look at the console is not empty, and its dates
 * fit any day.
 */
public final class SampleStory {
  private static final Duration LENGTH = Duration.ofDays(70);
  private static final Duration PAUSE = Duration.ofMinutes(2);
  private static final LocalTime MORNING = LocalTime.of(9, 0);
  private static final LocalTime INVOICING = LocalTime.of(1, 0);
  private static final int DOWNLOADS = 50;
  private static final String BILLING =
      """
      , "billing": {"legalName": "Alpine Ski House GmbH",
        "address": {"lines": ["Gletscherweg 5"], "city": "Garmisch-Partenkirchen",
                    "postalCode": "82467", "country": "DE"},
        "vatNumber": "DE123456788", "reference": "Einkauf IT",
        "contact": {"name": "Lena Huber", "email": "buchhaltung@alpineskihouse.example"},
        "paymentTerms": {"days": 30}}
      """;

  private final OneMachine machine;
  private final Instant end;
  private final Duration ahead;
  private final Firings firings;
  private final Visitor agent;
  private final Visitor colleague;
  private final Visitor nobody;
  private int orders;

  private SampleStory(OneMachine machine, HttpClient http, Instant end) {
    this.machine = machine;
    this.end = end;
    this.ahead = machine.clock().offset();
    this.firings = new Firings(machine.schedules());
    this.agent = visitor(http, "ada", "AdminAgent");
    this.colleague = visitor(http, "grace", "AdminAgent", "GlobalAdmin");
    this.nobody =
        new Visitor(
            http, machine.baseUrl(), () -> "", new PrintWriter(Writer.nullWriter()), _ -> {});
  }

  private Visitor visitor(HttpClient http, String user, String... roles) {
    return new Visitor(
        http,
        machine.baseUrl(),
        () -> machine.tokenFor("partner-a", user, roles),
        new PrintWriter(Writer.nullWriter()),
        _ -> {});
  }

  /**
   * Tells the story to new stores with the samples, on a machine of its own that is closed at the
   * end.
   *
   * @param settings of the machine that is to serve the stores later
   * @return one line that says what there is now
   * @throws UserFault if a step is not answered as it should
   */
  public static String tell(Settings settings) {
    var early =
        settings
            .withPort(0)
            .withIssuer(null)
            .withTrouble(null)
            .withClockOffset(settings.clockOffset().minus(LENGTH));
    try (var machine = OneMachine.start(early);
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var story = new SampleStory(machine, http, machine.clock().instant().plus(LENGTH));
      story.tellAll();
      return "Ten weeks of partner-a's trade are in the data: 3 customers, %s orders, invoices and a support request"
          .formatted(story.orders);
    } catch (UnexpectedAnswer | UncheckedIOException failed) {
      throw new UserFault(
          "the story broke off: %s; remove the data folder and try again"
              .formatted(failed.getMessage()),
          failed);
    }
  }

  private void tellAll() {
    daysAgo(66);
    var northwind = customer("Northwind Traders", "northwind.example", "US", "");
    var first =
        order(
            agent,
            northwind,
            """
            {"purchaseOrderNumber": "PO-2041",
             "lines": [{"skuId": "ws2019-std-16core", "quantity": 2},
                       {"skuId": "sql2019-std-2core-p1y", "quantity": 4}]}
            """);
    agent.post(200, software(northwind, first, 0) + "/keys", "");
    download(link(software(northwind, first, 0), "en-US"), 1);

    daysAgo(58);
    var alpine = customer("Alpine Ski House", "alpineskihouse.example", "DE", BILLING);
    var seats = order(colleague, alpine, lines("sql2019-std-2core-p1y", 8));
    colleague.post(200, software(alpine, seats, 0) + "/keys", "");

    daysAgo(40);
    var tailwind = customer("Tailwind Toys", "tailwindtoys.example", "TW", "");
    var servers = order(agent, tailwind, lines("ws2019-std-16core", 3));
    agent.post(200, software(tailwind, servers, 0) + "/keys", "");
    download(link(software(tailwind, servers, 0), "zh-Hans"), 3);

    daysAgo(30);
    order(
        colleague,
        alpine,
        """
        {"purchaseOrderNumber": "4500-771",
         "lines": [{"skuId": "ex2019-std-server", "quantity": 2},
                   {"skuId": "d2v3-p1y", "quantity": 1}]}
        """);

    daysAgo(25);
    order(colleague, alpine, lines("sql2019-std-usercal-p1m", 25));

    daysAgo(20);
    var mistaken = order(agent, northwind, lines("ws2019-dc-16core", 1));
    agent.post(200, software(northwind, mistaken, 0) + "/keys", "");
    daysAgo(18);
    cancel(mistaken, "", "ORDERED_BY_MISTAKE");

    daysAgo(12);
    var cores = order(agent, northwind, lines("sql2019-std-2core-p1y", 6));
    agent.post(200, software(northwind, cores, 0) + "/keys", "");
    daysAgo(10);
    cancel(cores, "1:2", "CUSTOMER_CHANGED_MIND");

    daysAgo(6);
    var farm = order(colleague, alpine, lines("ws2019-std-16core", 5));
    colleague.post(200, software(alpine, farm, 0) + "/keys", "");
    download(link(software(alpine, farm, 0), "en-US"), DOWNLOADS);
    link(software(alpine, farm, 0), "en-US");

    daysAgo(4);
    asksForARefund(northwind, first);

    daysAgo(2);
    paysWithAMistake();

    daysAgo(1);
    order(agent, tailwind, lines("w7-esu-2020-p1y", 40));
    moveTo(end.minus(Duration.ofMinutes(30)));
    order(agent, northwind, lines("sles-std-p1y", 2));
    firings.fire("RenderDocuments");
    firings.fire("CountStock");
    firings.fire("VerifyActivityLog");
  }

  private void daysAgo(int days) {
    var day = end.minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC).toLocalDate();
    moveTo(day.atTime(MORNING).toInstant(ZoneOffset.UTC));
  }

  /**
   * Moves the business's clock forward. On the way, each month that ends is invoiced. The log is
   * sealed up to there, as the schedule would have done.
   */
  private void moveTo(Instant instant) {
    var clock = machine.clock();
    var month = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    for (var next = month.plusMonths(1); ; next = next.plusMonths(1)) {
      var invoicing = next.atTime(INVOICING).toInstant(ZoneOffset.UTC);
      if (invoicing.isAfter(instant)) {
        break;
      }
      clock.stopAt(invoicing);
      firings.fire("IssueInvoices");
    }
    clock.stopAt(instant);
    firings.fire("CloseCancellationWindows");
    firings.fire("SealActivity");
  }

  private void pause() {
    machine.clock().advance(PAUSE);
  }

  /**
   * Creates a customer.
   *
   * @param more further members of the request, after a comma
   */
  private String customer(String name, String domain, String market, String more) {
    pause();
    return agent
        .post(
            201,
            "/v1/customers",
            """
            {"companyName": "%s", "tenantId": "%s", "domain": "%s", "market": "%s"%s}
            """
                .formatted(name, UUID.randomUUID(), domain, market, more))
        .header("Location");
  }

  private static String lines(String sku, int quantity) {
    return "{\"lines\": [{\"skuId\": \"%s\", \"quantity\": %s}]}".formatted(sku, quantity);
  }

  private Reply order(Visitor by, String customer, String body) {
    pause();
    orders++;
    return by.post(201, customer + "/orders", body);
  }

  private static String software(String customer, Reply order, int line) {
    return customer + "/software/" + order.at("/lines/%s/entitlementId".formatted(line));
  }

  private String link(String software, String language) {
    pause();
    var created =
        agent.post(
            201,
            software + "/links",
            """
            {"version": "2019", "language": "%s", "fileType": "ISO"}
            """
                .formatted(language));
    return URI.create(created.at("/url")).getPath();
  }

  private void download(String link, int times) {
    for (int i = 0; i < times; i++) {
      machine.clock().advance(Duration.ofSeconds(20));
      nobody.start(200, link, "Accept", "application/json");
    }
  }

  private void cancel(Reply order, String lines, String reason) {
    pause();
    var path =
        order.header("Location") + "/cancellation" + (lines.isEmpty() ? "" : "?lines=" + lines);
    var quote = agent.get(200, path).at("/quoteId");
    agent.post(
        200,
        path,
        """
        {"quoteId": "%s", "reasonCode": "%s", "acknowledged": true}
        """
            .formatted(quote, reason));
  }

  private void asksForARefund(String customer, Reply order) {
    pause();
    agent.post(
        201,
        "/v1/support-requests",
        """
        {"problemType": "PURCHASE_REFUND", "impact": "MODERATE",
         "title": "Refund of four database licences, two days after the window",
         "customerId": "%s", "orderId": "%s", "lines": [{"line": 2, "quantity": 4}],
         "reasonCode": "CUSTOMER_CHANGED_MIND",
         "contact": {"name": "Ada Lovelace", "email": "ada@contoso.example"}}
        """
            .formatted(customer.substring(customer.lastIndexOf('/') + 1), order.at("/orderId")));
  }

  /** Drops a file of payments that names no invoice, so that it is refused with a report. */
  private void paysWithAMistake() {
    pause();
    // The clock runs meanwhile, so that the log has the import's end after its begin.
    machine.clock().setAhead(machine.clock().offset().minus(ahead));
    try {
      var folder = Files.createTempDirectory("keyshelf-story");
      var file = folder.resolve("bank-statement.csv");
      Files.writeString(
          file,
          """
          partner,kind,invoice,reference,amount,currency,paidOn
          partner-a,PAYMENT,INV-9,BANK-20,1200.00,USD,%s
          partner-a,PAYMENT,,BANK-21,eighty,USD,yesterday
          """
              .formatted(machine.clock().instant().atOffset(ZoneOffset.UTC).toLocalDate()));
      machine.importer().importPayments(file);
      Files.delete(file);
      Files.delete(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
