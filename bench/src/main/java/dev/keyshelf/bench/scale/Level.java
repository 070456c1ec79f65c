package dev.keyshelf.bench.scale;

/** What calls at the same moment have in common. */
enum Level {
  LINK("link"),
  PURCHASE("purchase"),
  CUSTOMER("customer"),
  PARTNER("partner"),
  STACK("stack");

  private final String label;

  Level(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
