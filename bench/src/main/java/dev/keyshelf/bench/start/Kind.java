package dev.keyshelf.bench.start;

/** How functions are started. */
enum Kind {
  /** As Lambda's managed Java runtime starts an unzipped package, without a snapshot. */
  MANAGED("zip"),

  /** As its container image starts, with an AOT cache of the function's classes. */
  IMAGE("image"),

  /**
   * As SnapStart does, but without a snapshot. The function starts up to the point of the snapshot,
   * its hooks run, and the time is measured from the restore on. It does not include Lambda's time
   * to read a snapshot.
   */
  RESTORED("restored");

  private final String text;

  Kind(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
