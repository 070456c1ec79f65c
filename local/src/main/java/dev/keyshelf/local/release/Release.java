package dev.keyshelf.local.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the running release, from the poms. */
public final class Release {
  private static final String WRITTEN_BY_MAVEN = "release.properties";

  private Release() {}

  /** Returns the version that Maven wrote beside this class, such as {@code 0.1.0}. */
  public static String version() {
    var properties = new Properties();
    try (var written = Release.class.getResourceAsStream(WRITTEN_BY_MAVEN)) {
      if (written == null) {
        throw new IllegalStateException(WRITTEN_BY_MAVEN + " is not packaged");
      }
      properties.load(written);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return properties.getProperty("version", "");
  }
}
