package dev.keyshelf.http;

import java.util.Locale;

/**
 * The codes of all problems. Programs switch on them, so a code never changes its meaning. {@code
 * docs/problems.md} says when each occurs and what to do.
 */
public enum ProblemCode {
  VALIDATION(400),
  MALFORMED_JSON(400),
  RANGE_INVALID(400),
  CURSOR_INVALID(400),
  IDEMPOTENCY_KEY_MISSING(400),
  IDEMPOTENCY_KEY_INVALID(400),
  NOT_ACCEPTABLE(406),
  PAYLOAD_TOO_LARGE(413),
  UNSUPPORTED_MEDIA_TYPE(415),
  IDEMPOTENCY_KEY_REUSED(422),

  DIRECT_CALL(403),
  UNAUTHENTICATED(401),
  ROLE_REQUIRED(403, true),
  PARTNER_SUSPENDED(403, true),
  PARTNER_NOT_ELIGIBLE(403, true),
  NOT_FOUND(404),

  DOMAIN_TAKEN(409),
  TENANT_TAKEN(409),
  MARKET_FIXED(409),
  CUSTOMER_ARCHIVED(409),
  PRODUCT_UNAVAILABLE(422),
  NOT_SOLD_IN_MARKET(409),
  CURRENCIES_DIFFER(409),
  PRICE_CHANGED(409),

  HAS_NO_KEYS(409),
  KEY_NOT_CURRENT(409),
  HAS_NO_HYBRID_BENEFIT(409),
  /** An order of a SKU whose keys are reserved at purchase uses this code with 409. */
  KEYS_EXHAUSTED(503, true),
  KEY_REVOKED(410, true),
  ORDER_CANCELLED(409, true),
  /** A cancellation uses this code with 409. */
  TERM_ENDED(410, true),
  ARTIFACT_UNAVAILABLE(422),

  LINK_UNKNOWN(404),
  LINK_EXPIRED(410),
  LINK_EXHAUSTED(410),
  LINK_REVOKED(410),
  SESSION_OVER(410),
  FILE_UNVERIFIED(409),
  RANGE_NEEDS_SESSION(409),

  QUOTE_OUTDATED(409),
  ALREADY_CANCELLED(409),
  NOT_CANCELLABLE(409),
  WINDOW_CLOSED(409, true),
  NEEDS_SUPPORT_REQUEST(409),
  QUANTITY_TOO_LARGE(409, true),

  REQUEST_CLOSED(409),
  ATTACHMENT_REJECTED(422),
  TOO_MANY_ATTACHMENTS(409, true),
  TOO_MANY_NOTES(409, true),
  ALREADY_GRANTED(409),
  NAMES_NO_ORDER(409),
  CREDIT_TOO_LARGE(409),

  PRICE_LIST_CHANGED(409),
  MONTH_ISSUED(409),
  DOCUMENT_NOT_AVAILABLE(406),
  DOCUMENT_NOT_READY(409),

  TOO_MANY_WEBHOOKS(409, true),
  TOO_MANY_REDELIVERIES(409),

  INTERNAL(500),
  KEY_SERVICE_UNAVAILABLE(503),
  STORE_UNAVAILABLE(503);

  private final int status;
  private final boolean recorded;

  ProblemCode(int status) {
    this(status, false);
  }

  ProblemCode(int status, boolean recorded) {
    this.status = status;
    this.recorded = recorded;
  }

  /** Returns the usual HTTP status of the code. */
  public int status() {
    return status;
  }

  /**
   * Tells whether the activity log records a refusal with this code. It does so if the user's role
   * or partner's standing does not suffice, or if a limit or a time is used up.
   */
  public boolean isRecorded() {
    return recorded;
  }

  /** Returns the title of the problem type. */
  public String title() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Returns the code as it is sent, such as {@code window-closed}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
