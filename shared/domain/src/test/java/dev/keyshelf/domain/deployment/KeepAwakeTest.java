package dev.keyshelf.domain.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.deployment.KeepAwake.Report;
import dev.keyshelf.domain.deployment.Probes.Answered;
import dev.keyshelf.domain.deployment.Probes.Silent;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeepAwakeTest {
  private final List<String> probed = new ArrayList<>();

  private Report probe(List<String> functions, TimeLeft timeLeft) {
    return new KeepAwake(
            version -> {
              probed.add(version.toString());
              return switch (version.function()) {
                case "asleep" -> new Silent("SnapStartNotReadyException");
                case "throttled" -> throw new UnavailableException("429");
                default -> new Answered();
              };
            })
        .probe(functions, "live", timeLeft);
  }

  @Test
  void probesTheAliasOfEachFunction() {
    assertThat(probe(List.of("a", "b"), TimeLeft.ENDLESS))
        .isEqualTo(new Report(2, Map.of(), List.of()));
    assertThat(probed).containsExactly("a:live", "b:live");
  }

  @Test
  void goesOnAfterAFunctionThatDoesNotAnswer() {
    assertThat(probe(List.of("asleep", "throttled", "a"), TimeLeft.ENDLESS))
        .isEqualTo(
            new Report(
                1, Map.of("asleep", "SnapStartNotReadyException", "throttled", "429"), List.of()));
  }

  @Test
  void namesTheFunctionsThatItHadNoTimeFor() {
    var timeLeft = TimeLeft.of(() -> Duration.ofSeconds(1L - probed.size()));

    assertThat(probe(List.of("a", "b", "c"), timeLeft))
        .isEqualTo(new Report(1, Map.of(), List.of("b", "c")));
  }
}
