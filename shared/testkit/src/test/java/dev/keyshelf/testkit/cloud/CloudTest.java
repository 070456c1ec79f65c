package dev.keyshelf.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;

class CloudTest {
  @Test
  void refusesAnUnknownCloudInOneLine() {
    assertThatThrownBy(() -> Cloud.start("moon"))
        .isInstanceOf(CloudUnavailableException.class)
        .hasMessage("-Dcloud=moon is unknown: use embedded, localstack or floci");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localstack", "floci"})
  void refusesAContainerInOneLineIfDockerDoesNotAnswer(String name) {
    assumeFalse(DockerClientFactory.instance().isDockerAvailable());

    assertThatThrownBy(() -> Cloud.start(name))
        .isInstanceOf(CloudUnavailableException.class)
        .hasMessage("-Dcloud=%s needs a running docker; none answers", name);
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
