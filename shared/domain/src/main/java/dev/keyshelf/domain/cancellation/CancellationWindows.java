package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The cancellation windows that are not marked as closed yet, in the order of their ends. */
public interface CancellationWindows {
  /** The number of index shards. Each is queried by itself, so that none holds all due windows. */
  int SHARDS = 16;

  /**
   * Lists windows of a shard that are over at {@code now}, the earliest end first.
   *
   * @param after where the previous page ended
   */
  Page due(int shard, Instant now, int limit, Optional<String> after);

  /**
   * Marks a window as closed at {@code now}, if it is over and not marked yet. This never changes
   * the entitlement's gate.
   *
   * @return whether this call marked it
   */
  boolean close(Due window, Instant now);

  /**
   * Some windows, and where the next page starts if there may be more.
   *
   * @param unreadable the keys of items in the index that are not valid windows
   */
  record Page(List<Due> windows, List<String> unreadable, Optional<String> next) {}

  /** The entitlement whose window is over. */
  record Due(PartnerId partner, CustomerId customer, EntitlementId entitlement) {}
}
