package dev.keyshelf.local.commands;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven wrote into the jar. */
public final class Version implements IVersionProvider {
  private static final String WRITTEN_BY_MAVEN =
      "/META-INF/maven/dev.keyshelf/keyshelf-local/pom.properties";

  @Override
  public String[] getVersion() throws IOException {
    var properties = new Properties();
    try (var stream = Version.class.getResourceAsStream(WRITTEN_BY_MAVEN)) {
      if (stream != null) {
        properties.load(stream);
      }
    }
    return new String[] {"keyshelf " + properties.getProperty("version", "(not packaged)")};
  }
}
