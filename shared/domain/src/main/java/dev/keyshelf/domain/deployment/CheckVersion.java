package dev.keyshelf.domain.deployment;

import dev.keyshelf.domain.deployment.Probes.Answered;
import dev.keyshelf.domain.deployment.Probes.Silent;
import dev.keyshelf.domain.once.UnavailableException;

/**
 * Probes a new version before it takes calls. A deployment goes on only if the version answers. It
 * is told so in any case, because it would wait for an hour otherwise.
 */
public final class CheckVersion {
  private static final int TRIES = 3;

  private final Deployments deployments;
  private final Probes probes;

  /** Uses these deployments and probes. */
  public CheckVersion(Deployments deployments, Probes probes) {
    this.deployments = deployments;
    this.probes = probes;
  }

  /** The outcome of a check, which the deployment was told. */
  public sealed interface Outcome {}

  /** The version answered, so it takes calls. */
  public record Passed(FunctionVersion version) implements Outcome {}

  /** The version did not answer, so the deployment is rolled back. */
  public record Failed(FunctionVersion version, String why) implements Outcome {}

  /** The version could not be found or probed, so the deployment is rolled back. */
  public record Unchecked(String why) implements Outcome {}

  /**
   * Checks the version of a deployment, and tells the deployment.
   *
   * @param execution the id of the check that the deployment waits for
   * @throws UnavailableException if the deployment could not be told
   */
  public Outcome check(String deployment, String execution) {
    var outcome = outcome(deployment);
    deployments.report(deployment, execution, outcome instanceof Passed);
    return outcome;
  }

  private Outcome outcome(String deployment) {
    try {
      return deployments
          .find(deployment)
          .map(this::probed)
          .orElseGet(() -> new Unchecked("the deployment names no version"));
    } catch (UnavailableException | IllegalStateException failed) {
      return new Unchecked(String.valueOf(failed.getMessage()));
    }
  }

  private Outcome probed(FunctionVersion version) {
    for (int left = TRIES - 1; ; left--) {
      try {
        return switch (probes.probe(version)) {
          case Answered() -> new Passed(version);
          case Silent(var why) -> new Failed(version, why);
        };
      } catch (UnavailableException failed) {
        if (left == 0) {
          throw failed;
        }
      }
    }
  }
}
