package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgePrimingTest {
  private static final String TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

  @Test
  void isNeededInAProcessForASnapshot() {
    assertThat(EdgePriming.isForASnapshot(Map.of(TYPE, "snap-start"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"on-demand", "provisioned-concurrency", "lambda-managed-instances"})
  void isNotNeededInOtherProcesses(String type) {
    assertThat(EdgePriming.isForASnapshot(Map.of(TYPE, type))).isFalse();
    assertThat(EdgePriming.isForASnapshot(Map.of())).isFalse();
  }
}
