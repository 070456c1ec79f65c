package dev.keyshelf.bench.figure;

import static dev.keyshelf.bench.figure.CostCommand.GIGABYTE_SECOND;
import static dev.keyshelf.bench.figure.CostCommand.KILOBYTES_OF_A_GIGABYTE;
import static dev.keyshelf.bench.figure.CostCommand.MILLION;
import static dev.keyshelf.bench.figure.CostCommand.MILLION_GATEWAY_REQUESTS;
import static dev.keyshelf.bench.figure.CostCommand.MILLION_INVOCATIONS;
import static dev.keyshelf.bench.figure.CostCommand.MILLION_READ_UNITS;
import static dev.keyshelf.bench.figure.CostCommand.MILLION_WRITE_UNITS;
import static dev.keyshelf.bench.figure.CostCommand.MILLIS_OF_A_SECOND;
import static dev.keyshelf.bench.figure.CostCommand.RECOVERABLE_GIGABYTE;
import static dev.keyshelf.bench.figure.CostCommand.STORED_GIGABYTE;

/**
 * What the event feed costs in USD at list prices. Lambda reads the table's stream free of charge.
 *
 * @param millis the assumed duration of an invocation with 1 GB, in milliseconds
 */
record FeedCost(double millis) {
  /** The event and its marker, in a transaction. */
  private static final int WRITES_OF_AN_EVENT = 4;

  /** The head of the feed. */
  private static final int WRITES_OF_A_BATCH = 2;

  private static final int READS_OF_A_BATCH = 1;

  /** The head of the feed, and a query that finds nothing. */
  private static final int READS_OF_A_LOOK = 2;

  /** The copy of the record, and the marker. */
  private static final double KEPT_KILOBYTES_OF_AN_EVENT = 1.1;

  /** What a pipe charges for an event, and the bus. */
  private static final double MILLION_PIPED = 0.40;

  private static final double MILLION_PUT = 1.00;
  private static final double SECONDS_OF_A_MONTH = 30 * 86_400.0;

  /** Returns what it costs to publish events in batches of this size. */
  double publishing(double events, int batch) {
    var batches = events / batch;
    return (events * WRITES_OF_AN_EVENT + batches * WRITES_OF_A_BATCH)
            / MILLION
            * MILLION_WRITE_UNITS
        + batches * READS_OF_A_BATCH / MILLION * MILLION_READ_UNITS
        + invocations(batches);
  }

  /** Returns what it costs to keep events for a month, with their backup. */
  double keeping(double events) {
    return events
        * KEPT_KILOBYTES_OF_AN_EVENT
        / KILOBYTES_OF_A_GIGABYTE
        * (STORED_GIGABYTE + RECOVERABLE_GIGABYTE);
  }

  /**
   * Returns what it costs to copy events to a bus. The bus's rules and targets are not included.
   */
  double copying(double events) {
    return events / MILLION * (MILLION_PIPED + MILLION_PUT);
  }

  /** Returns what a reader costs a month that looks for events after so many seconds each time. */
  double polling(double seconds) {
    var looks = SECONDS_OF_A_MONTH / seconds;
    return looks / MILLION * (MILLION_GATEWAY_REQUESTS + READS_OF_A_LOOK * MILLION_READ_UNITS)
        + invocations(looks);
  }

  /** Returns what the executions of a reader cost a month that waits all the time. */
  double waiting() {
    return SECONDS_OF_A_MONTH * GIGABYTE_SECOND;
  }

  private double invocations(double count) {
    return count / MILLION * MILLION_INVOCATIONS
        + count * millis / MILLIS_OF_A_SECOND * GIGABYTE_SECOND;
  }
}
