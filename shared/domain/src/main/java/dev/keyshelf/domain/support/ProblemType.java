package dev.keyshelf.domain.support;

/** What a support request is about. */
public enum ProblemType {
  /** "CSP Purchase/Refund on behalf of customers": a cancellation that its buyer cannot make. */
  PURCHASE_REFUND,
  /** Keys or downloads that do not work. */
  KEYS_OR_DOWNLOADS,
  /** A charge, a credit or an invoice. */
  BILLING,
  /** Anything else. */
  OTHER
}
