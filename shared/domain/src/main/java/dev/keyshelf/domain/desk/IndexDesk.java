package dev.keyshelf.domain.desk;

import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.customer.Customers.Archived;
import dev.keyshelf.domain.desk.DeskIndex.Place;
import dev.keyshelf.domain.desk.DeskIndex.Progress;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.partner.Partners;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds what earlier releases wrote to the index of the desk, partner by partner and customer by
 * customer, and the entries by word that customers' names lack. Runs can repeat, overlap or stop at
 * any point. It walks through all items twice: functions of the earlier release can still write
 * while a stack is updated, and the second pass begins an hour after the run that ended the first
 * began. After that it has nothing to do. A second pass that had to leave out an item, because
 * other commands kept writing it, is repeated.
 */
public final class IndexDesk {
  private static final Duration BETWEEN_PASSES = Duration.ofHours(1);
  private static final int PASSES = 2;
  private static final int PAGE = 25;
  private static final int ATTEMPTS = 10;

  /** How many unreadable items a report names: it becomes one line of a log. */
  private static final int MOST_NAMED = 50;

  private final Partners partners;
  private final Customers customers;
  private final DeskIndex index;

  /** Uses these stores. */
  public IndexDesk(Partners partners, Customers customers, DeskIndex index) {
    this.partners = partners;
    this.customers = customers;
    this.index = index;
  }

  /**
   * The result of a run.
   *
   * @param added how many entries it added
   * @param complete whether both passes are done
   * @param unreadable how many items could not be read
   * @param failed the keys of the first 50 of them, each with the reason
   */
  public record Report(int added, boolean complete, int unreadable, List<String> failed) {
    /** Copies the list. */
    public Report {
      failed = List.copyOf(failed);
    }
  }

  /**
   * Continues where the last run stopped, until the time runs out.
   *
   * @param timeLeft asked before each step
   * @throws RuntimeException if a store refuses a write or cannot answer; the next run repeats that
   *     step
   */
  public Report run(Instant now, TimeLeft timeLeft) {
    var before = index.progress();
    var progress = before.orElseGet(() -> new Progress(1, now, Place.ofShard(0), false, 0));
    if (progress.pass() > PASSES || now.isBefore(progress.notBefore())) {
      return new Report(0, progress.pass() > PASSES, 0, List.of());
    }
    return new Run(before, progress, now, timeLeft).go();
  }

  /**
   * Begins at the first pass again, for what an earlier release wrote after both passes, and runs
   * as {@link #run} does. A run that is under way leaves the rest to this one.
   *
   * @throws UnavailableException if other runs kept noting their places
   */
  public Report again(Instant now, TimeLeft timeLeft) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var before = index.progress();
      var version = before.map(Progress::version).orElse(0L) + 1;
      if (index.note(before, new Progress(1, now, Place.ofShard(0), false, version))) {
        return run(now, timeLeft);
      }
    }
    throw new UnavailableException("other runs kept noting their places");
  }

  /** One run, with what it has read and noted. */
  private final class Run {
    private final Instant now;
    private final TimeLeft timeLeft;
    private final List<String> failed = new ArrayList<>();
    private Optional<Progress> noted;
    private Progress progress;
    private boolean leftBusy;
    private int added;
    private int unreadable;
    private boolean stopped;

    Run(Optional<Progress> noted, Progress progress, Instant now, TimeLeft timeLeft) {
      this.noted = noted;
      this.progress = progress;
      this.leftBusy = progress.leftBusy();
      this.now = now;
      this.timeLeft = timeLeft;
    }

    Report go() {
      while (!stopped && progress.place().shard() < Partners.SHARDS) {
        walkShard();
      }
      if (!stopped) {
        var pass = leftBusy && progress.pass() == PASSES ? PASSES : progress.pass() + 1;
        note(new Progress(pass, now.plus(BETWEEN_PASSES), Place.ofShard(0), false, version()));
      }
      return new Report(added, !stopped && progress.pass() > PASSES, unreadable, failed);
    }

    private void walkShard() {
      var shard = progress.place().shard();
      while (!stopped) {
        if (progress.place().partner().isPresent()) {
          walkPartner(progress.place().partner().get());
        }
        stopped |= timeLeft.isOver();
        if (stopped) {
          return;
        }
        var next = partners.registered(shard, 1, progress.place().partner()).partners();
        if (next.isEmpty()) {
          note(Place.ofShard(shard + 1));
          return;
        }
        note(Place.before(shard, next.getFirst()));
      }
    }

    private void walkPartner(PartnerId partner) {
      if (progress.place().customer().isEmpty() && !isSupportIndexed(partner)) {
        stopped = true;
        return;
      }
      var unfinished = progress.place().after();
      if (unfinished.isPresent()
          && !isIndexed(partner, progress.place().customer().orElseThrow(), unfinished)) {
        stopped = true;
      }
      var hasMore = true;
      while (hasMore && !stopped) {
        var page = customers.list(partner, Archived.INCLUDED, PAGE, progress.place().customer());
        var isOver = false;
        Optional<CustomerId> last = Optional.empty();
        for (var each : page.customers()) {
          isOver = !isIndexed(partner, each.id(), Optional.empty());
          if (isOver) {
            break;
          }
          last = Optional.of(each.id());
        }
        var place = progress.place();
        // The place within a customer is later than that after the one before.
        if (!stopped && place.after().isEmpty()) {
          last.ifPresent(id -> note(place.after(id, Optional.empty())));
        }
        stopped |= isOver;
        hasMore = page.next().isPresent();
      }
    }

    /** Indexes support requests; tells whether all are before the time or another run ends this. */
    private boolean isSupportIndexed(PartnerId partner) {
      do {
        if (timeLeft.isOver()) {
          return false;
        }
        var step = index.indexSupport(partner, progress.place().after());
        count(step);
        if (step.next().isPresent() || progress.place().after().isPresent()) {
          note(progress.place().afterSupport(step.next()));
        }
      } while (progress.place().after().isPresent() && !stopped);
      return !stopped;
    }

    private void count(DeskIndex.Step step) {
      added += step.added();
      unreadable += step.unreadable().size();
      step.unreadable().stream().limit(MOST_NAMED - failed.size()).forEach(failed::add);
      leftBusy |= !step.busy().isEmpty();
    }

    /** Indexes a customer; tells whether it is done before the time or another run ends this. */
    private boolean isIndexed(PartnerId partner, CustomerId customer, Optional<String> from) {
      var after = from;
      do {
        if (timeLeft.isOver()) {
          return false;
        }
        var step = index.index(partner, customer, after);
        count(step);
        after = step.next();
        if (after.isPresent()) {
          note(progress.place().after(customer, after));
        }
      } while (after.isPresent() && !stopped);
      if (!stopped && progress.place().after().isPresent()) {
        note(progress.place().after(customer, Optional.empty()));
      }
      return !stopped;
    }

    private long version() {
      return progress.version() + 1;
    }

    private void note(Place place) {
      note(new Progress(progress.pass(), progress.notBefore(), place, leftBusy, version()));
    }

    private void note(Progress next) {
      // Another run that noted its own place does the rest.
      stopped = !index.note(noted, next);
      noted = Optional.of(next);
      progress = next;
    }
  }
}
