package dev.keyshelf.api;

/** What the partner forwards to a customer whose purchase was cancelled. */
public final class CustomerNotice {
  /** What must stop. */
  public static final String TEXT =
      "The purchase was cancelled. Its product keys and download links no longer work. Stop using"
          + " the software, uninstall it and remove every downloaded copy.";

  private CustomerNotice() {}
}
