package dev.keyshelf.domain.entitlement;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the partner's own books call a purchase. Each is kept as it was typed: it is not masked, and
 * nothing is decided by it.
 *
 * @param purchaseOrderNumber of the order, the same for all of its lines
 * @param reference of the line
 * @param costCentre that the line is booked to
 */
public record References(
    Optional<String> purchaseOrderNumber, Optional<String> reference, Optional<String> costCentre) {
  /** The maximum length of each, in code points. */
  public static final int LONGEST = 64;

  /** Refuses empty texts and texts that are too long. */
  public References {
    if (!Stream.of(purchaseOrderNumber, reference, costCentre)
        .flatMap(Optional::stream)
        .allMatch(References::isOne)) {
      throw new IllegalArgumentException("a reference has 1 to 64 characters");
    }
  }

  /** Returns the references of a purchase that has none. */
  public static References none() {
    return new References(Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static boolean isOne(String text) {
    return !text.isBlank() && text.codePointCount(0, text.length()) <= LONGEST;
  }
}
