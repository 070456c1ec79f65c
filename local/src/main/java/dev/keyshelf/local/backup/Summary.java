package dev.keyshelf.local.backup;

/**
 * The numbers of a copy.
 *
 * @param objects the number of files in buckets
 * @param bytes the size of all files
 */
public record Summary(int tables, long items, long objects, long bytes) {
  @Override
  public String toString() {
    return "%s, %s, %s, %s"
        .formatted(
            count(tables, "table"),
            count(items, "item"),
            count(objects, "object"),
            count(bytes, "byte"));
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
