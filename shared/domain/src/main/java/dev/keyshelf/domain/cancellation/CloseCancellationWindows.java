package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Marks the cancellation windows that are over. Time decides whether a window is over. This job
 * only makes that visible and countable: no answer to a client changes if it runs late, twice or
 * never.
 */
public final class CloseCancellationWindows {
  private static final int PAGE = 100;

  private final CancellationWindows windows;

  /** Uses this store. */
  public CloseCancellationWindows(CancellationWindows windows) {
    this.windows = windows;
  }

  /**
   * The result of a run.
   *
   * @param closed how many windows it marked
   * @param complete whether it reached all windows that were due before the time ran out
   * @param failed the windows that could not be marked; they do not stop the others
   */
  public record Report(int closed, boolean complete, List<String> failed) {
    /** Copies the list. */
    public Report {
      failed = List.copyOf(failed);
    }
  }

  /**
   * Marks the windows that are over at {@code now}, shard by shard, until the time runs out. The
   * next run continues.
   *
   * @param timeLeft checked before each page
   */
  public Report close(Instant now, TimeLeft timeLeft) {
    var closed = 0;
    var failed = new ArrayList<String>();
    for (int shard = 0; shard < CancellationWindows.SHARDS; shard++) {
      Optional<String> after = Optional.empty();
      do {
        if (timeLeft.isOver()) {
          return new Report(closed, false, failed);
        }
        var page = windows.due(shard, now, PAGE, after);
        failed.addAll(page.unreadable());
        for (var window : page.windows()) {
          try {
            if (windows.close(window, now)) {
              closed++;
            }
          } catch (RuntimeException why) {
            if (UnavailableException.isOutage(why)) {
              throw why;
            }
            failed.add(window.entitlement() + ": " + why.getClass().getSimpleName());
          }
        }
        after = page.next();
      } while (after.isPresent());
    }
    return new Report(closed, true, failed);
  }
}
