package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The windows that are not marked as closed yet, by when they close. */
public interface CancellationWindows {
  /** The shards of the index: each is asked by itself, so that none holds all that is due. */
  int SHARDS = 16;

  /**
   * Lists windows of a shard that are over at {@code now}, the longest over first.
   *
   * @param after where an earlier page ended
   */
  Page due(int shard, Instant now, int limit, Optional<String> after);

  /**
   * Marks a window as closed at {@code now}, if it is over and not marked yet. It never touches the
   * gate.
   *
   * @return whether this call marked it
   */
  boolean close(Due window, Instant now);

  /**
   * Some windows, and where to go on if there may be more.
   *
   * @param unreadable the keys of what is listed there and is no window
   */
  record Page(List<Due> windows, List<String> unreadable, Optional<String> next) {}

  /** A window that is over, by its entitlement. */
  record Due(PartnerId partner, CustomerId customer, EntitlementId entitlement) {}
}
