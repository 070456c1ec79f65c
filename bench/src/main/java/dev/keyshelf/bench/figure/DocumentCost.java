package dev.keyshelf.bench.figure;

import static dev.keyshelf.bench.figure.CostCommand.GIGABYTE_SECOND;
import static dev.keyshelf.bench.figure.CostCommand.KILOBYTES_OF_A_GIGABYTE;
import static dev.keyshelf.bench.figure.CostCommand.MILLION;
import static dev.keyshelf.bench.figure.CostCommand.MILLION_GATEWAY_REQUESTS;
import static dev.keyshelf.bench.figure.CostCommand.MILLION_INVOCATIONS;
import static dev.keyshelf.bench.figure.CostCommand.MILLION_READ_UNITS;
import static dev.keyshelf.bench.figure.CostCommand.MILLION_WRITE_UNITS;
import static dev.keyshelf.bench.figure.CostCommand.MILLIS_OF_A_SECOND;

/**
 * What documents of 50 lines cost in USD at list prices. The functions have 2 GB. The unit counts
 * are those of docs/access-patterns.md for each invoice, without what a run reads once.
 *
 * @param millis the assumed time to render one in both formats, or to answer a preview
 * @param feed the cost of the events that say that a document is rendered
 */
record DocumentCost(double millis, FeedCost feed) {
  private static final double GIGABYTES = 2;

  /** Two documents, their records, and the notes that they replace. */
  private static final int WRITES_OF_AN_INVOICE = 12;

  /** 16 of an invoice of one line, and two entries of 25 lines. */
  private static final int READS_OF_AN_INVOICE = 20;

  /** The account, the parties, and such entries twice. */
  private static final int READS_OF_A_PREVIEW = 12;

  private static final int FILES = 2;
  private static final double MILLION_FILES_PUT = 5.00;
  private static final double STORED_GIGABYTE_OF_FILES = 0.023;

  /** A PDF of 23 KB and an e-invoice of 68 KB. */
  private static final double KILOBYTES_OF_THE_FILES = 91;

  /** Returns what it costs to render and to publish this many invoices. */
  double rendering(double invoices) {
    return invoices / MILLION * WRITES_OF_AN_INVOICE * MILLION_WRITE_UNITS
        + invoices / MILLION * READS_OF_AN_INVOICE * MILLION_READ_UNITS
        + invoices / MILLION * FILES * MILLION_FILES_PUT
        + computing(invoices)
        + feed.publishing(FILES * invoices, FILES);
  }

  /** Returns what it costs to keep their files for a month. */
  double keeping(double invoices) {
    return invoices * KILOBYTES_OF_THE_FILES / KILOBYTES_OF_A_GIGABYTE * STORED_GIGABYTE_OF_FILES;
  }

  /** Returns what it costs to answer this many requests for a preview or a statement. */
  double answering(double requests) {
    return requests / MILLION * (MILLION_GATEWAY_REQUESTS + MILLION_INVOCATIONS)
        + requests / MILLION * READS_OF_A_PREVIEW * MILLION_READ_UNITS
        + computing(requests);
  }

  private double computing(double count) {
    return count * millis / MILLIS_OF_A_SECOND * GIGABYTES * GIGABYTE_SECOND;
  }
}
