package dev.keyshelf.bench.scale;

/**
 * Limits of AWS as its documentation states them for a new account, in the region where they are
 * lowest. Those of an account can be raised, those of a partition and an item cannot.
 */
final class Limit {
  /** Write units a second of a partition of DynamoDB. */
  static final double PARTITION_WRITES = 1_000;

  /** Write units a second of a table on demand. */
  static final double TABLE_WRITES = 40_000;

  /** Read units a second of a table on demand. */
  static final double TABLE_READS = 40_000;

  /** Requests a second of all HTTP APIs of an account. */
  static final double GATEWAY_REQUESTS = 10_000;

  /** Invocations at once of all functions of an account. */
  static final double CONCURRENCY = 1_000;

  /** Cryptographic operations of KMS a second. */
  static final double KMS_OPERATIONS = 10_000;

  /** Messages a second that a FIFO queue takes one by one, with high throughput. */
  static final double QUEUE_SENDS = 2_400;

  /** The longest answer of an HTTP API, in seconds. */
  static final double GATEWAY_SECONDS = 30;

  /** The longest run of a function, in seconds. */
  static final double FUNCTION_SECONDS = 900;

  private Limit() {}
}
