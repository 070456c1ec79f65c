package dev.keyshelf.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@OnCloud(template = "small-template.yaml")
class SharedFixtureTest {
  private static CloudFixture ofTheClass;

  @BeforeAll
  static void remember(CloudFixture cloud) {
    ofTheClass = cloud;
  }

  @Test
  void sharesTheFixtureOfBeforeAll(CloudFixture cloud) {
    assertThat(cloud).isSameAs(ofTheClass);
  }
}
