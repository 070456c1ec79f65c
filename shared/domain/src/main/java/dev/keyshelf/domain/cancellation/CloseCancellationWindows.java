package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /**
   * What a run did.
   *
   * @param closed how many windows it marked
   * @param complete whether it looked at everything that was due
   * @param failed the keys of what could not be marked: the others are
   */
  public record Report(int closed, boolean complete, List<String> failed) {
    /** Copies the list in. */
    public Report {
      failed = List.copyOf(failed);
    }
  }

  /**
   * Marks what is due at {@code now}, shard by shard, until the time runs out; the next run goes
   * on.
   *
   * @param timeLeft asked before each page
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
          } catch (UnavailableException storeIsDown) {
            throw storeIsDown;
          } catch (RuntimeException why) {
            failed.add(window.entitlement() + ": " + why.getClass().getSimpleName());
          }
        }
        after = page.next();
      } while (after.isPresent());
    }
    return new Report(closed, true, failed);
  }
}
