package dev.keyshelf.domain.deployment;

import java.util.Optional;

/** The deployments of new versions that are in progress. */
public interface Deployments {
  /**
   * Finds the version that a deployment brings; empty if there is no such deployment.
   *
   * @throws dev.keyshelf.domain.once.UnavailableException if the service cannot answer now
   */
  Optional<FunctionVersion> find(String deployment);

  /**
   * Tells a deployment whether it may go on.
   *
   * @param execution the id of the check that the deployment waits for
   * @param mayGoOn false to roll it back
   * @throws dev.keyshelf.domain.once.UnavailableException if the service cannot answer now
   */
  void report(String deployment, String execution, boolean mayGoOn);
}
