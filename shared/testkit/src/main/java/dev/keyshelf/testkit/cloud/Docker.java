package dev.keyshelf.testkit.cloud;

import java.util.Map;
import org.testcontainers.DockerClientFactory;

/** Shared code of the clouds that run in a container. */
final class Docker {
  private Docker() {}

  /**
   * Checks that docker answers.
   *
   * @param cloud the name of the cloud that needs it
   * @throws CloudUnavailableException if it does not
   */
  static void require(String cloud) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new CloudUnavailableException(
          "-Dcloud=%s needs a running docker; none answers".formatted(cloud));
    }
  }

  /** Returns the variables with which a function finds the stores, all at one endpoint. */
  static Map<String, String> environment(
      String endpoint, String region, String accessKey, String secretKey) {
    return Map.of(
        "AWS_ENDPOINT_URL_DYNAMODB",
        endpoint,
        "AWS_ENDPOINT_URL_S3",
        endpoint,
        "AWS_ENDPOINT_URL_KMS",
        endpoint,
        "AWS_REGION",
        region,
        "AWS_ACCESS_KEY_ID",
        accessKey,
        "AWS_SECRET_ACCESS_KEY",
        secretKey,
        "KEYSHELF_S3_PATH_STYLE",
        "true",
        "KEYSHELF_S3_CHECKSUMS",
        "WHEN_REQUIRED",
        "KEYSHELF_ATTEMPT_TIMEOUT",
        "PT5S");
  }
}
