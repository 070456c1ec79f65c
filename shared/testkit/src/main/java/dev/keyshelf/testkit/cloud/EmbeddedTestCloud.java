package dev.keyshelf.testkit.cloud;

import dev.keyshelf.embedded.EmbeddedCloud;
import java.util.Map;

/** The embedded stores in memory, in the JVM of the tests. */
public final class EmbeddedTestCloud implements Cloud {
  private final EmbeddedCloud stores = EmbeddedCloud.start(null);

  @Override
  public Map<String, String> environment() {
    return stores.environment();
  }

  @Override
  public void close() {
    stores.close();
  }
}
