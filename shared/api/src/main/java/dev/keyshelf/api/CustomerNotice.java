package dev.keyshelf.api;

import dev.keyshelf.domain.cancellation.SoftwareEnded;

/** What the partner forwards to a customer whose purchase was cancelled. */
public final class CustomerNotice {
  private CustomerNotice() {}

  /** Gives what must stop, of software only where there is any. */
  public static String of(SoftwareEnded software) {
    return switch (software) {
      case ALL ->
          "The purchase was cancelled. Its product keys and download links no longer work. Stop"
              + " using the software, uninstall it and remove every downloaded copy.";
      case SOME ->
          "A part of the purchase was cancelled. Product keys for more than what is left no longer"
              + " work. Stop using what was cancelled and uninstall it.";
      case NONE -> "The purchase was cancelled.";
    };
  }
}
