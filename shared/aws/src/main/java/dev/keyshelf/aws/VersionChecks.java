package dev.keyshelf.aws;

import dev.keyshelf.domain.deployment.Deployments;
import dev.keyshelf.domain.deployment.FunctionVersion;
import dev.keyshelf.domain.deployment.Probes;
import java.util.Optional;

/** What is needed to check versions of functions. */
public record VersionChecks(Deployments deployments, Probes probes) {
  /**
   * Returns those of a stack. One machine has neither deployments nor snapshots, so each function
   * counts as awake.
   */
  static VersionChecks of(Clients clients, Environment environment) {
    return environment.find("KEYSHELF_KEY_FILE").isPresent()
        ? new VersionChecks(new NoDeployments(), _ -> new Probes.Answered())
        : new VersionChecks(clients.deployments(), clients.probes());
  }

  private static final class NoDeployments implements Deployments {
    @Override
    public Optional<FunctionVersion> find(String deployment) {
      return Optional.empty();
    }

    @Override
    public void report(String deployment, String execution, boolean mayGoOn) {
      // Nobody waits for it.
    }
  }
}
