package dev.keyshelf.domain.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyshelf.domain.deployment.CheckVersion.Failed;
import dev.keyshelf.domain.deployment.CheckVersion.Passed;
import dev.keyshelf.domain.deployment.CheckVersion.Unchecked;
import dev.keyshelf.domain.deployment.Probes.Answered;
import dev.keyshelf.domain.deployment.Probes.Probed;
import dev.keyshelf.domain.deployment.Probes.Silent;
import dev.keyshelf.domain.once.UnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CheckVersionTest {
  private static final FunctionVersion NEW = new FunctionVersion("shop-PlaceOrder-1A", "8");

  private final Deque<Supplier<Probed>> probed = new ArrayDeque<>();
  private final List<FunctionVersion> asked = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Supplier<Optional<FunctionVersion>> found = () -> Optional.of(NEW);
  private boolean cannotBeTold;

  private CheckVersion.Outcome check() {
    var deployments =
        new Deployments() {
          @Override
          public Optional<FunctionVersion> find(String deployment) {
            return found.get();
          }

          @Override
          public void report(String deployment, String execution, boolean mayGoOn) {
            if (cannotBeTold) {
              throw new UnavailableException("away");
            }
            told.add(deployment + " " + execution + " " + mayGoOn);
          }
        };
    return new CheckVersion(
            deployments,
            version -> {
              asked.add(version);
              return probed.remove().get();
            })
        .check("d-1", "e-1");
  }

  private static Probed doesNotAnswer() {
    throw new UnavailableException("away");
  }

  private static Optional<FunctionVersion> isNotFound() {
    throw new UnavailableException("away");
  }

  @Test
  void letsADeploymentGoOnIfItsVersionAnswers() {
    probed.add(Answered::new);

    assertThat(check()).isEqualTo(new Passed(NEW));
    assertThat(asked).containsExactly(NEW);
    assertThat(told).containsExactly("d-1 e-1 true");
  }

  @Test
  void stopsADeploymentWhoseVersionDoesNotAnswer() {
    probed.add(() -> new Silent("Unhandled"));

    assertThat(check()).isEqualTo(new Failed(NEW, "Unhandled"));
    assertThat(told).containsExactly("d-1 e-1 false");
  }

  @Test
  void probesAgainWhileLambdaIsUnavailable() {
    probed.add(CheckVersionTest::doesNotAnswer);
    probed.add(CheckVersionTest::doesNotAnswer);
    probed.add(Answered::new);

    assertThat(check()).isEqualTo(new Passed(NEW));
    assertThat(told).containsExactly("d-1 e-1 true");
  }

  @Test
  void stopsADeploymentAfterThreeProbesWithoutAnAnswer() {
    probed.add(CheckVersionTest::doesNotAnswer);
    probed.add(CheckVersionTest::doesNotAnswer);
    probed.add(CheckVersionTest::doesNotAnswer);

    assertThat(check()).isEqualTo(new Unchecked("away"));
    assertThat(told).containsExactly("d-1 e-1 false");
  }

  /** A deployment that is told nothing waits for an hour. */
  @Test
  void stopsADeploymentThatItCannotLookUp() {
    found = Optional::empty;
    assertThat(check()).isEqualTo(new Unchecked("the deployment names no version"));
    found = CheckVersionTest::isNotFound;
    assertThat(check()).isEqualTo(new Unchecked("away"));
    found =
        () -> {
          throw new IllegalStateException("403");
        };
    assertThat(check()).isEqualTo(new Unchecked("403"));

    assertThat(told).hasSize(3).containsOnly("d-1 e-1 false");
    assertThat(asked).isEmpty();
  }

  /** Lambda then invokes the function again. */
  @Test
  void failsIfItCannotTellTheDeployment() {
    probed.add(Answered::new);
    cannotBeTold = true;

    assertThatExceptionOfType(UnavailableException.class).isThrownBy(this::check);
  }

  @Test
  void aVersionNamesBothItsParts() {
    assertThat(NEW).hasToString("shop-PlaceOrder-1A:8");
    assertThatIllegalArgumentException().isThrownBy(() -> new FunctionVersion("shop", " "));
    assertThatIllegalArgumentException().isThrownBy(() -> new FunctionVersion("", "8"));
  }
}
