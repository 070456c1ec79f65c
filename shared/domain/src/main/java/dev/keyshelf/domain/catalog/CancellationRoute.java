package dev.keyshelf.domain.catalog;

/** How a purchase can be cancelled, from the most open to the most closed. */
public enum CancellationRoute {
  SELF_SERVICE,
  SUPPORT_REQUEST,
  NEVER;

  /** Gives the more closed of two routes: a product and an edition must both allow a cancel. */
  public CancellationRoute orStricter(CancellationRoute other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
