package dev.keyshelf.bench.start;

/** How functions are started. */
enum Kind {
  /** As Lambda's managed Java runtime starts an unzipped package. */
  MANAGED("managed"),

  /** As an image or a runtime of one's own can: with an AOT cache of the function's classes. */
  CACHED("AOT cache"),

  /**
   * As SnapStart does, without the snapshot: the function gets as far as the snapshot, its hooks
   * run, and the time counts from the restore on. What reading the snapshot takes is Lambda's.
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
