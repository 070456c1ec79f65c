package dev.keyshelf.local.library;

/**
 * A library at one version, as Maven names it.
 *
 * @param group the Maven group, such as {@code org.slf4j}
 * @param name the Maven artifact, such as {@code slf4j-api}
 * @param version the version, such as {@code 2.0.18}
 */
record Library(String group, String name, String version) {
  /**
   * Parses {@code group:name:version}.
   *
   * @throws IllegalArgumentException if malformed
   */
  static Library of(String coordinates) {
    var parts = coordinates.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "coordinates must be group:name:version, were " + coordinates);
    }
    return new Library(parts[0], parts[1], parts[2]);
  }

  @Override
  public String toString() {
    return group + ":" + name + ":" + version;
  }
}
