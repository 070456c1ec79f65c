package dev.keyshelf.domain.catalog;

/** How a purchase can be cancelled. */
public enum CancellationRoute {
  /** The partner that bought it cancels it in Keyshelf. */
  SELF_SERVICE,
  /** Only a support request can get it cancelled. */
  SUPPORT_REQUEST,
  /** It cannot be cancelled. */
  NEVER
}
