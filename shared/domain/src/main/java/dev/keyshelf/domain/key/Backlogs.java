package dev.keyshelf.domain.key;

import java.util.Map;
import java.util.Set;

/** The backlogs of pools: how many sold keys are still in them. */
@FunctionalInterface
public interface Backlogs {
  /** Finds the current backlog of each pool (strongly consistent). */
  Map<String, Backlog> backlogs(Set<String> pools);
}
