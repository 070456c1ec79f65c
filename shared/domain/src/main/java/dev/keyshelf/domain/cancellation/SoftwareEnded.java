package dev.keyshelf.domain.cancellation;

import java.util.List;

/** How much of the software on its lines a cancellation ends. */
public enum SoftwareEnded {
  /** All software of the cancelled lines has ended. No copy may be used any more. */
  ALL,
  /** Some units of the cancelled lines' software are still active. */
  SOME,
  /** The cancelled lines have no software, such as a reservation of capacity. */
  NONE;

  /** Returns how much of the software on these cancelled lines ends. */
  static SoftwareEnded by(List<LineQuote.Cancellable> lines) {
    var software =
        lines.stream().filter(line -> line.entitlement().purchase().hasDownloads()).toList();
    if (software.isEmpty()) {
      return NONE;
    }
    return software.stream().allMatch(LineQuote.Cancellable::endsLinks) ? ALL : SOME;
  }
}
