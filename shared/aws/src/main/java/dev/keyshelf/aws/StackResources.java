package dev.keyshelf.aws;

import java.util.Map;
import java.util.Optional;

/** The resources of a stack by their names in template.yaml. */
public final class StackResources {
  private final Map<String, String> physical;
  private final Map<String, String> logical;

  /**
   * Creates a view of a stack's resources.
   *
   * @param physical the physical id of each resource by its logical id
   * @param logical the logical id of each resource by its physical id
   */
  StackResources(Map<String, String> physical, Map<String, String> logical) {
    this.physical = Map.copyOf(physical);
    this.logical = Map.copyOf(logical);
  }

  /** Returns the physical id of a resource, which for a queue is its URL. */
  public Optional<String> physical(String logicalId) {
    return Optional.ofNullable(physical.get(logicalId));
  }

  /** Returns the logical id of a resource. */
  public Optional<String> logical(String physicalId) {
    return Optional.ofNullable(logical.get(physicalId));
  }
}
