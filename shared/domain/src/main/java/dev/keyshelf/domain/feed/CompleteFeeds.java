package dev.keyshelf.domain.feed;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.domain.sealing.Seal;
import dev.keyshelf.domain.sealing.SealActivity;
import dev.keyshelf.domain.sealing.SealProgress;
import dev.keyshelf.domain.sealing.Seals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the sealed hours of each partner's log with its feed, and publishes records that have no
 * number. A log that has no feed yet is published from its first sealed hour on. A run can be late,
 * overlap with another run or be killed at any point: the next run compares the same time again.
 *
 * <p>No record of a seal is left out. A seal lists the records of its hour, and late ones that are
 * dated in the {@link SealActivity#LOOK_BACK} before it or in the sealed hour before it. A run
 * compares all of this for each seal that is newer than the run before.
 */
public final class CompleteFeeds {
  /** The most records that are published between two notes of progress. */
  private static final int A_STEP = 1_000;

  private final Seals seals;
  private final SealProgress sealed;
  private final Feeds feeds;
  private final FeedProgress progress;

  /** Uses these stores. */
  public CompleteFeeds(Seals seals, SealProgress sealed, Feeds feeds, FeedProgress progress) {
    this.seals = seals;
    this.sealed = sealed;
    this.feeds = feeds;
    this.progress = progress;
  }

  /**
   * The result of a run.
   *
   * @param published how many records it published
   * @param late how many of them belong to logs that were compared before: the stream should have
   *     handed them over
   * @param complete whether it reached all partners before the time ran out
   * @param failed the partners whose feeds could not be completed, and why
   * @param malformed the keys of log items that are no activity records
   */
  public record Report(
      int published, int late, boolean complete, List<Failure> failed, List<String> malformed) {
    /** Copies the lists. */
    public Report {
      failed = List.copyOf(failed);
      malformed = List.copyOf(malformed);
    }
  }

  /**
   * A feed that could not be completed, and why.
   *
   * @param partner the partner's id, as the store holds it
   */
  public record Failure(String partner, RuntimeException why) {}

  /**
   * Completes the feeds, partner by partner, until the time runs out. The next run continues.
   *
   * @param timeLeft checked before each step
   * @throws UnavailableException if a store cannot answer
   */
  public Report complete(Instant now, TimeLeft timeLeft) {
    var run = new Run(timeLeft);
    // Each hour starts with another shard, so that runs that are too short do not always leave out
    // the same partners.
    var first = (int) (now.getEpochSecond() / Seal.HOUR.toSeconds() % Partners.SHARDS);
    for (int i = 0; i < Partners.SHARDS && !run.isOver; i++) {
      run.complete((first + i) % Partners.SHARDS);
    }
    return run.report();
  }

  /** The state of a run. */
  private final class Run {
    private final TimeLeft timeLeft;
    private final List<Failure> failed = new ArrayList<>();
    private final List<String> malformed = new ArrayList<>();
    private int published;
    private int late;
    private boolean isOver;

    Run(TimeLeft timeLeft) {
      this.timeLeft = timeLeft;
    }

    Report report() {
      return new Report(published, late, !isOver, failed, malformed);
    }

    void complete(int shard) {
      var notes = sealed.ofShard(shard);
      notes.malformed().forEach((partner, why) -> failed.add(new Failure(partner, why)));
      for (var each : notes.reached().entrySet()) {
        if (isOver) {
          return;
        }
        try {
          // Without a seal there is no sealed hour.
          each.getValue()
              .last()
              .ifPresent(link -> complete(each.getKey(), link.hour().plus(Seal.HOUR)));
        } catch (RuntimeException why) {
          if (UnavailableException.isOutage(why)) {
            throw why;
          }
          failed.add(new Failure(each.getKey().value(), why));
        }
      }
    }

    private void complete(PartnerId partner, Instant sealedTo) {
      var compared = progress.comparedTo(partner);
      if (compared.isPresent() && !compared.get().isBefore(sealedTo)) {
        return;
      }
      var from =
          compared
              .map(instant -> instant.minus(SealActivity.LOOK_BACK))
              .orElseGet(() -> firstSealed(partner, sealedTo));
      while (true) {
        if (timeLeft.isOver()) {
          isOver = true;
          return;
        }
        var found = feeds.unnumbered(partner, from, sealedTo, A_STEP);
        malformed.addAll(found.malformed());
        var count = feeds.publish(partner, found.records());
        published += count;
        late += compared.isPresent() ? count : 0;
        if (found.records().size() < A_STEP) {
          progress.note(partner, sealedTo);
          return;
        }
        from = found.records().getLast().at();
        // What is before the last record's hour is published, so a next run need not look at it.
        progress.note(partner, Seal.hourOf(from));
      }
    }

    private Instant firstSealed(PartnerId partner, Instant sealedTo) {
      var hours = seals.hours(partner, Instant.EPOCH);
      return hours.isEmpty() ? sealedTo.minus(Seal.HOUR) : hours.getFirst();
    }
  }
}
