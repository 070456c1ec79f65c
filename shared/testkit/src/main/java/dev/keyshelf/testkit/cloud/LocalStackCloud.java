package dev.keyshelf.testkit.cloud;

import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack in a container of its own, which needs docker. */
public final class LocalStackCloud implements Cloud {
  // The last tag that runs without an account's token; "latest" asks for one.
  private static final String DEFAULT_IMAGE = "localstack/localstack:4.14.0";

  private final LocalStackContainer container;

  private LocalStackCloud(LocalStackContainer container) {
    this.container = container;
  }

  /**
   * Starts the container of the image that the system property {@code localstack.image} names.
   *
   * @throws CloudUnavailableException when no docker answers
   */
  static LocalStackCloud start() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new CloudUnavailableException(
          "-Dcloud=localstack needs a running docker; none answers");
    }
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
    String endpoint = container.getEndpoint().toString();
    return Map.of(
        "AWS_ENDPOINT_URL_DYNAMODB",
        endpoint,
        "AWS_ENDPOINT_URL_S3",
        endpoint,
        "AWS_ENDPOINT_URL_KMS",
        endpoint,
        "AWS_REGION",
        container.getRegion(),
        "AWS_ACCESS_KEY_ID",
        container.getAccessKey(),
        "AWS_SECRET_ACCESS_KEY",
        container.getSecretKey(),
        "KEYSHELF_S3_PATH_STYLE",
        "true",
        "KEYSHELF_S3_CHECKSUMS",
        "WHEN_REQUIRED",
        "KEYSHELF_ATTEMPT_TIMEOUT",
        "PT5S");
  }

  @Override
  public void close() {
    container.stop();
  }
}
