package dev.keyshelf.bench.boot;

/** How a JVM is started: with which compilers, and with or without the class cache. */
enum Variant {
  C1("C1", "-XX:TieredStopAtLevel=1 -XX:AOTMode=off"),
  ALL_TIERS("all tiers", "-XX:TieredStopAtLevel=4 -XX:AOTMode=off"),
  C1_CACHED("C1, cache", "-XX:TieredStopAtLevel=1"),
  ALL_TIERS_CACHED("all tiers, cache", "-XX:TieredStopAtLevel=4");

  private final String label;
  private final String options;

  Variant(String label, String options) {
    this.label = label;
    this.options = options;
  }

  /** Returns the JVM's options, for {@code KEYSHELF_JAVA_OPTIONS}. */
  String options() {
    return options;
  }

  @Override
  public String toString() {
    return label;
  }
}
