package dev.keyshelf.testkit.cloud;

import java.util.Map;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack in its own container, which needs docker. */
public final class LocalStackCloud implements Cloud {
  // The last tag that runs without an account's token. The tag "latest" needs one.
  private static final String DEFAULT_IMAGE = "localstack/localstack:4.14.0";

  private final LocalStackContainer container;

  private LocalStackCloud(LocalStackContainer container) {
    this.container = container;
  }

  /**
   * Starts the container of the image that the system property {@code localstack.image} names.
   *
   * @throws CloudUnavailableException if docker does not answer
   */
  static LocalStackCloud start() {
    Docker.require(LOCALSTACK);
    String image = System.getProperty("localstack.image", DEFAULT_IMAGE);
    var container =
        new LocalStackContainer(
                DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"))
            .withServices("dynamodb", "s3", "kms");
    container.start();
    return new LocalStackCloud(container);
  }

  @Override
  public Map<String, String> environment() {
    return Docker.environment(
        container.getEndpoint().toString(),
        container.getRegion(),
        container.getAccessKey(),
        container.getSecretKey());
  }

  @Override
  public void close() {
    container.stop();
  }
}
