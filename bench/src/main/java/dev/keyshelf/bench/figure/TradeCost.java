package dev.keyshelf.bench.figure;

import static dev.keyshelf.bench.figure.CostCommand.GIGABYTE_SECOND;
import static dev.keyshelf.bench.figure.CostCommand.KILOBYTES_OF_A_GIGABYTE;
import static dev.keyshelf.bench.figure.CostCommand.LOGGED_GIGABYTE;
import static dev.keyshelf.bench.figure.CostCommand.LOGGED_KILOBYTES;
import static dev.keyshelf.bench.figure.CostCommand.MILLION;
import static dev.keyshelf.bench.figure.CostCommand.MILLION_GATEWAY_REQUESTS;
import static dev.keyshelf.bench.figure.CostCommand.MILLION_INVOCATIONS;
import static dev.keyshelf.bench.figure.CostCommand.MILLION_READ_UNITS;
import static dev.keyshelf.bench.figure.CostCommand.MILLION_WRITE_UNITS;
import static dev.keyshelf.bench.figure.CostCommand.MILLIS_OF_A_SECOND;
import static dev.keyshelf.bench.figure.CostCommand.RECOVERABLE_GIGABYTE;
import static dev.keyshelf.bench.figure.CostCommand.STORED_GIGABYTE;

import java.util.List;

/**
 * What trade costs in USD at list prices of us-east-1, beside downloads: each act, and a month of
 * them for an order. An act is one call of the API unless it says otherwise.
 *
 * @param millis the assumed duration of an invocation with 1 GB, in milliseconds
 */
record TradeCost(double millis) {
  /** A data key is opened at most once for each use. */
  private static final double MILLION_KMS_CALLS = 3.00;

  /** A message is sent, received and deleted. */
  private static final double MILLION_FIFO_MESSAGES = 3 * 0.50;

  private static final double MILLION_BY_CLOUDFRONT = 1.00;

  /** An order, its key twice, a twentieth of a cancel, and a tenth of a customer. */
  private static final double RECORDS_OF_AN_ORDER = 1 + 2 + 0.05 + 0.1;

  private static final int WRITES_OF_AN_ISSUE = 8;
  private static final int READS_OF_AN_ISSUE = 35;

  /** The window, its entry, and that of the lists. */
  private static final int WRITES_OF_A_CLOSING = 3;

  private static final int MILLIS_OF_A_RENDERING = 100;

  /**
   * An act that an order brings with it.
   *
   * @param row the row of docs/access-patterns.md that has its units; empty if none does
   * @param indexed the write units of the indexes' entries in addition
   * @param keptKilobytes what it leaves in the table for good: each started KB, and so the most
   * @param ofAnOrder how many of them an order has
   */
  record Act(
      String name,
      String row,
      double reads,
      int writes,
      int indexed,
      double keptKilobytes,
      double ofAnOrder) {}

  static final List<Act> ACTS =
      List.of(
          new Act("customers, created", "CreateCustomer", 4, 14, 0, 6, 0.1),
          new Act("orders of a line with a key", "PlaceOrder, 1 line", 9, 18, 4, 8, 1),
          new Act("keys, shown first", "RevealKeys, first, 1 key", 4, 10, 1, 4, 1),
          new Act("keys, shown again", "RevealKeys, later, 1 key", 4, 6, 0, 2, 1),
          new Act("quotes", "QuoteCancellation, 1 line", 2, 0, 0, 0, 0.1),
          new Act("cancels", "CancelOrder, 1 line", 3, 12, 2, 3, 0.05),
          new Act("console: pages of 50 rows", "ReadSoftware, a page of 50", 14, 0, 0, 0, 10));

  /** Returns the cost of an act. */
  double of(Act act) {
    var cost = store(act.reads(), act.writes() + act.indexed()) + call();
    if (act.name().startsWith("keys")) {
      cost += MILLION_KMS_CALLS / MILLION;
    }
    return act.name().startsWith("console") ? cost + MILLION_BY_CLOUDFRONT / MILLION : cost;
  }

  /** Returns the cost of closing a window, which a schedule does. */
  double closing() {
    return store(0, WRITES_OF_A_CLOSING);
  }

  /** Returns the cost of an invoice of 50 lines that is issued and rendered in two formats. */
  double invoice() {
    return store(READS_OF_AN_ISSUE, WRITES_OF_AN_ISSUE)
        + new DocumentCost(MILLIS_OF_A_RENDERING, feed()).rendering(1);
  }

  /** Returns the cost of an event that is published alone. */
  double event() {
    return feed().publishing(1, 1);
  }

  /** Returns the cost of an event that a webhook gets alone. */
  double delivery() {
    return store(4, 4) + invocation() + MILLION_FIFO_MESSAGES / MILLION;
  }

  /** Returns how many events an order has. Its links and downloads have others. */
  static double eventsOfAnOrder() {
    return RECORDS_OF_AN_ORDER;
  }

  /** Returns what it costs a month to keep kilobytes of the table, with their backup. */
  static double keeping(double kilobytes) {
    return kilobytes / KILOBYTES_OF_A_GIGABYTE * (STORED_GIGABYTE + RECOVERABLE_GIGABYTE);
  }

  private FeedCost feed() {
    return new FeedCost(millis);
  }

  private static double store(double reads, double writes) {
    return reads / MILLION * MILLION_READ_UNITS + writes / MILLION * MILLION_WRITE_UNITS;
  }

  private double call() {
    return invocation()
        + MILLION_GATEWAY_REQUESTS / MILLION
        + LOGGED_KILOBYTES / KILOBYTES_OF_A_GIGABYTE * LOGGED_GIGABYTE;
  }

  private double invocation() {
    return MILLION_INVOCATIONS / MILLION + millis / MILLIS_OF_A_SECOND * GIGABYTE_SECOND;
  }
}
