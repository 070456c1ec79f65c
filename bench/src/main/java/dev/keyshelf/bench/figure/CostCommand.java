package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Measurement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Computes what downloads cost a month, from the units in docs/access-patterns.md (a test counts
 * them) and the list prices of us-east-1.
 */
@Command(
    name = "cost",
    description =
        "Computes what downloads and trade cost a month at list prices, without the traffic of the"
            + " files, what stays for good, and what the console's files cost on CloudFront, what"
            + " stands in front of the API, events, and documents.")
public final class CostCommand extends Measurement {
  /** All prices are in USD, without free tiers. DynamoDB is on demand. */
  static final double MILLION_WRITE_UNITS = 0.625;

  static final double MILLION_READ_UNITS = 0.125;
  static final double STORED_GIGABYTE = 0.25;

  /** Point-in-time recovery, for each stored gigabyte. */
  static final double RECOVERABLE_GIGABYTE = 0.20;

  static final double MILLION_INVOCATIONS = 0.20;

  /** For a function on arm64. */
  public static final double GIGABYTE_SECOND = 0.0000133334;

  static final double MILLION_GATEWAY_REQUESTS = 1.00;
  private static final double MILLION_GATEWAY_REQUESTS_ABOVE = 0.90;
  private static final double FIRST_TIER_MILLIONS = 300;
  static final double LOGGED_GIGABYTE = 0.50;
  static final double ALARM = 0.10;
  private static final double KMS_KEY = 1.00;

  /**
   * The metrics in the alarms of the template, without those of an operator's bus and of a canary.
   */
  static final int WATCHED_METRICS = 39;

  private static final int KMS_KEYS = 4;

  /** One view of the page, the start and one resume. */
  private static final int CALLS_OF_A_DOWNLOAD = 3;

  private static final int READS_OF_A_DOWNLOAD = 2 + 3 + 3;
  private static final int WRITES_OF_A_DOWNLOAD = 8 + 6;

  /** Includes the read of the absent idempotency record, which AWS counts. */
  private static final int READS_OF_A_LINK = 5;

  private static final int WRITES_OF_A_LINK = 12;

  /** What a start and a link add to the table, and an invocation to its log. */
  private static final double KEPT_KILOBYTES_OF_A_DOWNLOAD = 1;

  private static final double KEPT_KILOBYTES_OF_A_LINK = 2;
  static final double LOGGED_KILOBYTES = 0.5;
  private static final int MONTHS_KEPT = 12;

  /** Files to download, in gigabytes. */
  private static final double LARGE = 5;

  private static final double SMALL = 0.05;

  private static final int INVOICES = 100_000;

  /** Longer than the 33 ms that an invoice takes in docs/performance.md. */
  private static final int RENDERING_MILLIS = 100;

  private static final int LARGEST_BATCH = 49;
  private static final List<Integer> SECONDS_BETWEEN_LOOKS = List.of(1, 10, 60);

  private static final double MINUTES_OF_A_MONTH = 30 * 24 * 60;

  static final double MILLION = 1e6;
  static final double KILOBYTES_OF_A_GIGABYTE = 1e6;
  static final double MILLIS_OF_A_SECOND = 1e3;

  @Option(
      names = "--downloads",
      split = ",",
      defaultValue = "10000,1000000,1000000000",
      description = "How many downloads a month. Separate several numbers by commas.")
  private List<Integer> downloads = List.of();

  @Option(
      names = "--uses",
      defaultValue = "10",
      description = "How many downloads use the same link, at most 50.")
  private int uses;

  @Option(
      names = "--millis",
      defaultValue = "30",
      description = "The assumed duration of an invocation with 1 GB, in milliseconds.")
  private int millis;

  @Override
  protected void measure() {
    var out = out();
    Map<String, List<Double>> rows = new LinkedHashMap<>();
    for (var count : downloads) {
      costs(count)
          .forEach((what, usd) -> rows.computeIfAbsent(what, _ -> new ArrayList<>()).add(usd));
    }
    out.printf("%-46s", "USD a month, downloads:");
    downloads.forEach(count -> out.printf(Locale.ROOT, " %,16d", count));
    out.println();
    rows.forEach(
        (what, each) -> {
          out.printf("%-46s", what);
          each.forEach(usd -> out.printf(Locale.ROOT, " %,16.2f", usd));
          out.println();
        });
    out.println();
    describe(
        new TradeTable(
            new TradeCost(millis), downloads.stream().map(each -> each / (double) uses).toList()));
    out.println();
    describe(new FeedCost(millis));
    out.println();
    describe(new DocumentCost(RENDERING_MILLIS, new FeedCost(millis)));
    out.println();
    out.printf(
        Locale.ROOT,
        "Versions of %d functions: %.2f USD a month to keep them awake; %.2f for the alarms that"
            + " watch a canary%n",
        VersionCost.FUNCTIONS,
        VersionCost.keepingAwake(),
        VersionCost.watching());
    out.println();
    out.printf(
        Locale.ROOT,
        "In front of the API: %.2f USD a month for the web ACL; %.2f for a million requests%n",
        FrontCost.month(),
        FrontCost.passing(MILLION));
    out.printf(
        Locale.ROOT,
        "A million tokens read by a function: %.2f USD; %.2f if their tenants name the partner;"
            + " %.2f a month for a token in use all the time%n",
        FrontCost.authorizing(MILLION, millis),
        FrontCost.authorizing(MILLION, millis) + FrontCost.findingTenants(MILLION),
        FrontCost.authorizing(MINUTES_OF_A_MONTH, millis));
    out.printf(
        Locale.ROOT,
        "By S3: %.2f USD for 1,000 downloads of 5 GB; %.2f for 20,000 of 50 MB, a terabyte; %.2f"
            + " for a million without the bytes%n",
        FrontCost.byS3(1_000, LARGE),
        FrontCost.byS3(20_000, SMALL),
        FrontCost.byS3(MILLION, 0));
    out.printf(
        Locale.ROOT,
        "By CloudFront: %.2f; %.2f; %.2f; and %.2f a month for the key%n",
        FrontCost.byCloudFront(1_000, LARGE),
        FrontCost.byCloudFront(20_000, SMALL),
        FrontCost.byCloudFront(MILLION, 0),
        KMS_KEY);
    out.println(
        ConsoleVisit.of(Path.of(System.getProperty("keyshelf.root", "."), "console", "dist"))
            .map(CostCommand::described)
            .orElse("The console is not built, so its cost is not known: console/make build"));
    out.flush();
  }

  private void describe(TradeTable trade) {
    out().println("USD of trade beside downloads: for a thousand, and a month of as many orders");
    trade.acts().forEach(out()::println);
    out().println();
    out()
        .println(
            "What stays for good: KB each, USD a month for a million, and after a year of them");
    trade.kept().forEach(out()::println);
  }

  private void describe(FeedCost feed) {
    var out = out();
    out.printf(
        Locale.ROOT,
        "A million events: %.2f USD if each is published alone, %.2f in batches of %d; %.2f a month"
            + " to keep them; %.2f to copy them to a bus%n",
        feed.publishing(MILLION, 1),
        feed.publishing(MILLION, LARGEST_BATCH),
        LARGEST_BATCH,
        feed.keeping(MILLION),
        feed.copying(MILLION));
    for (var seconds : SECONDS_BETWEEN_LOOKS) {
      out.printf(
          Locale.ROOT,
          "A reader that looks for events every %d s: %.2f USD a month%n",
          seconds,
          feed.polling(seconds));
    }
    out.printf(
        Locale.ROOT,
        "A reader that waits all the time: %.2f USD a month for its executions%n",
        feed.waiting());
  }

  private void describe(DocumentCost documents) {
    out()
        .printf(
            Locale.ROOT,
            "%,d invoices of 50 lines: %.2f USD to render them as PDF and e-invoice; %.2f a month"
                + " to keep the files; %.2f for as many previews or statements%n",
            INVOICES,
            documents.rendering(INVOICES),
            documents.keeping(INVOICES),
            documents.answering(INVOICES));
  }

  private static String described(ConsoleVisit visit) {
    return String.format(
        Locale.ROOT,
        "A browser that loads every file of the console: %,d requests, %,d bytes; a thousand: %.2f"
            + " USD",
        visit.requests(),
        visit.bytes(),
        visit.cost(1000));
  }

  /** Returns the cost of each part, and the total. */
  private Map<String, Double> costs(double count) {
    var links = count / uses;
    var calls = count * CALLS_OF_A_DOWNLOAD + links;
    var kept =
        (count * KEPT_KILOBYTES_OF_A_DOWNLOAD + links * KEPT_KILOBYTES_OF_A_LINK)
            * MONTHS_KEPT
            / KILOBYTES_OF_A_GIGABYTE;
    Map<String, Double> costs = new LinkedHashMap<>();
    costs.put(
        "table: writes",
        (count * WRITES_OF_A_DOWNLOAD + links * WRITES_OF_A_LINK) / MILLION * MILLION_WRITE_UNITS);
    costs.put(
        "table: reads",
        (count * READS_OF_A_DOWNLOAD + links * READS_OF_A_LINK) / MILLION * MILLION_READ_UNITS);
    costs.put(
        "table: what a year left, and its backup", kept * (STORED_GIGABYTE + RECOVERABLE_GIGABYTE));
    // A link and a start have a record each. A resume has none.
    var feed = new FeedCost(millis);
    costs.put(
        "events, each published alone, kept for a year",
        feed.publishing(count + links, 1) + feed.keeping((count + links) * MONTHS_KEPT));
    costs.put(
        "functions",
        calls / MILLION * MILLION_INVOCATIONS
            + calls * millis / MILLIS_OF_A_SECOND * GIGABYTE_SECOND);
    costs.put("gateway", gateway(calls / MILLION));
    costs.put("logs", calls * LOGGED_KILOBYTES / KILOBYTES_OF_A_GIGABYTE * LOGGED_GIGABYTE);
    costs.put("alarms and KMS keys", WATCHED_METRICS * ALARM + KMS_KEYS * KMS_KEY);
    var all = costs.values().stream().mapToDouble(Double::doubleValue).sum();
    costs.put("in all, without the bytes", all);
    costs.put("a thousand downloads", all / count * MILLIS_OF_A_SECOND);
    return costs;
  }

  private static double gateway(double millions) {
    return Math.min(millions, FIRST_TIER_MILLIONS) * MILLION_GATEWAY_REQUESTS
        + Math.max(0, millions - FIRST_TIER_MILLIONS) * MILLION_GATEWAY_REQUESTS_ABOVE;
  }
}
