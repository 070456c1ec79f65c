package dev.keyshelf.domain.webhook;

/** What came of one attempt to deliver an event. */
public sealed interface DeliveryResult {
  /** The HTTP status with which a receiver ends its webhook for good. */
  int GONE = 410;

  /** The most characters that are kept of an answer. */
  int MOST_KEPT = 1_024;

  /**
   * The receiver answered.
   *
   * @param status the HTTP status
   * @param excerpt the beginning of the answer, at most {@link #MOST_KEPT} bytes, as text
   */
  record Answered(int status, String excerpt) implements DeliveryResult {}

  /** There was no answer. */
  record Unanswered(Failure why) implements DeliveryResult {}

  /** Why there was no answer. */
  enum Failure {
    /** The address is not one that a webhook may have. */
    ADDRESS_REFUSED,
    /** The host name has no address. */
    NOT_RESOLVED,
    /** The host name has an address that is not public. */
    NOT_PUBLIC,
    /** No address of the host accepts a connection. */
    NOT_CONNECTED,
    /** The receiver's certificate or its TLS version is not accepted. */
    TLS_FAILED,
    /** The receiver did not answer within 10 seconds. */
    TIMED_OUT,
    /** The receiver closed the connection, or its answer is no HTTP. */
    BROKEN_ANSWER
  }

  /** Returns whether the event is delivered: the status is from 200 to 299. */
  default boolean isDelivered() {
    return this instanceof Answered(var status, var _) && status >= 200 && status < 300;
  }

  /** Returns whether the receiver ends its webhook. */
  default boolean isGone() {
    return this instanceof Answered(var status, var _) && status == GONE;
  }
}
