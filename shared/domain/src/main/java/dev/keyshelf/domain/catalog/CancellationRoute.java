package dev.keyshelf.domain.catalog;

/** How a purchase can be cancelled. */
public enum CancellationRoute {
  /** By its buyer, here. */
  SELF_SERVICE,
  /** By a support request only. */
  SUPPORT_REQUEST,
  /** Not at all. */
  NEVER
}
