package dev.keyshelf.domain.cancellation;

import java.util.List;

/** How much of the software that its lines bought a cancel ends. */
public enum SoftwareEnded {
  /** All that the cancelled lines bought: no copy may be used any more. */
  ALL,
  /** Some: of a line, units are left. */
  SOME,
  /** None: nothing of it was software, such as a reservation of capacity. */
  NONE;

  /** Tells it of the lines that are cancelled. */
  static SoftwareEnded by(List<LineQuote.Cancellable> lines) {
    var software =
        lines.stream().filter(line -> line.entitlement().purchase().hasDownloads()).toList();
    if (software.isEmpty()) {
      return NONE;
    }
    return software.stream().allMatch(LineQuote.Cancellable::endsLinks) ? ALL : SOME;
  }
}
