package dev.keyshelf.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

class CloudTest {
  @Test
  void refusesAnUnknownCloudInOneLine() {
    assertThatThrownBy(() -> Cloud.start("moon"))
        .isInstanceOf(CloudUnavailableException.class)
        .hasMessage("-Dcloud=moon is unknown: use embedded or localstack");
  }

  @Test
  void refusesLocalStackInOneLineWhereNoDockerAnswers() {
    assumeFalse(DockerClientFactory.instance().isDockerAvailable());

    assertThatThrownBy(() -> Cloud.start("localstack"))
        .isInstanceOf(CloudUnavailableException.class)
        .hasMessage("-Dcloud=localstack needs a running docker; none answers");
  }

  @Test
  void startsTheEmbeddedStoresByName() {
    try (var cloud = Cloud.start("embedded")) {
      assertThat(cloud).isInstanceOf(EmbeddedTestCloud.class);
      assertThat(cloud.environment())
          .containsKeys("AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3");
    }
  }
}
