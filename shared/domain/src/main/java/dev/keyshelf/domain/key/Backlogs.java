package dev.keyshelf.domain.key;

import java.util.Map;
import java.util.Set;

/** How many keys of the pools are sold and have not left them yet. */
@FunctionalInterface
public interface Backlogs {
  /** Finds how many keys all orders wait for, of each of these pools, as it is now. */
  Map<String, Backlog> backlogs(Set<String> pools);
}
