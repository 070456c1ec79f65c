package dev.keyshelf.domain.cancellation;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Marks the windows that are over. Time decides, this only makes it visible and countable: whether
 * it runs late, twice or never, no answer to a client changes.
 */
public final class CloseCancellationWindows {
  private static final int PAGE = 100;

  private final CancellationWindows windows;

  /** Uses this store. */
  public CloseCancellationWindows(CancellationWindows windows) {
    this.windows = windows;
  }

  /** How many windows a run marked, and whether it looked at everything that was due. */
  public record Report(int closed, boolean complete) {}

  /**
   * Marks what is due at {@code now}, shard by shard, until the time runs out; the next run goes
   * on.
   *
   * @param timeLeft asked before each page
   */
  public Report close(Instant now, BooleanSupplier timeLeft) {
    var closed = 0;
    for (int shard = 0; shard < CancellationWindows.SHARDS; shard++) {
      Optional<String> after = Optional.empty();
      do {
        if (!timeLeft.getAsBoolean()) {
          return new Report(closed, false);
        }
        var page = windows.due(shard, now, PAGE, after);
        for (var window : page.windows()) {
          if (windows.close(window, now)) {
            closed++;
          }
        }
        after = page.next();
      } while (after.isPresent());
    }
    return new Report(closed, true);
  }
}
