package dev.keyshelf.testkit.cloud;

import io.floci.testcontainers.FlociContainer;
import java.util.Map;
import org.testcontainers.utility.DockerImageName;

/** Floci in its own container, which needs docker. It needs no account. */
public final class FlociCloud implements Cloud {
  private static final String DEFAULT_IMAGE = "floci/floci:1.6.0";

  private final FlociContainer container;

  private FlociCloud(FlociContainer container) {
    this.container = container;
  }

  /**
   * Starts the container of the image that the system property {@code floci.image} names.
   *
   * @throws CloudUnavailableException if docker does not answer
   */
  static FlociCloud start() {
    Docker.require(FLOCI);
    String image = System.getProperty("floci.image", DEFAULT_IMAGE);
    var container =
        new FlociContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("floci/floci"));
    container.start();
    return new FlociCloud(container);
  }

  @Override
  public Map<String, String> environment() {
    return Docker.environment(
        container.getEndpoint(),
        container.getRegion(),
        container.getAccessKey(),
        container.getSecretKey());
  }

  @Override
  public void close() {
    container.stop();
  }
}
