package dev.keyshelf.domain.feed;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.feed.FeedProgress.Compared;
import dev.keyshelf.domain.feed.Feeds.Malformed;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.domain.sealing.Seal;
import dev.keyshelf.domain.sealing.SealActivity;
import dev.keyshelf.domain.sealing.SealProgress;
import dev.keyshelf.domain.sealing.Seals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares the sealed hours of each partner's log with its feed, and publishes records that have no
 * number. A log that has no feed yet is published from the look-back of its first seal on. A run
 * can be late, overlap with another run or be killed at any point: the next run compares the same
 * time again.
 *
 * <p>No record of a seal is left out. A seal lists the records of its hour, and late ones that are
 * dated in the {@link SealActivity#LOOK_BACK} before it or in the sealed hour before it. A run
 * compares all of this for each seal that is newer than the run before.
 */
public final class CompleteFeeds {
  /** The most records that are published between two notes of progress. */
  private static final int A_STEP = 1_000;

  /**
   * How long a log is compared again from an item that this release cannot read. It may be the
   * record of a later release, which runs again after this one. After that, the item is damaged,
   * and reading on from it costs too much.
   */
  static final Duration KEPT_OPEN = Duration.ofDays(7);

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
   * @param late how many of them are dated at or after the first run for their log: the stream
   *     should have handed them over
   * @param complete whether it reached all partners before the time ran out
   * @param failed the partners whose feeds could not be completed, and why
   * @param malformed the keys of log items that are no activity records of this release, each once
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
    var run = new Run(now, timeLeft);
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
    private final Instant now;
    private final TimeLeft timeLeft;
    private final List<Failure> failed = new ArrayList<>();
    private final Set<String> malformed = new LinkedHashSet<>();
    private int published;
    private int late;
    private boolean isOver;

    Run(Instant now, TimeLeft timeLeft) {
      this.now = now;
      this.timeLeft = timeLeft;
    }

    Report report() {
      return new Report(published, late, !isOver, failed, List.copyOf(malformed));
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
      var noted = progress.find(partner);
      if (noted.filter(compared -> !compared.to().isBefore(sealedTo)).isPresent()) {
        return;
      }
      var firstRun = noted.map(Compared::firstRun).orElse(now);
      // Later seals than the noted one, and the first seal of a log, also list earlier records.
      var from =
          noted
              .map(Compared::to)
              .orElseGet(() -> firstSealed(partner, sealedTo))
              .minus(SealActivity.LOOK_BACK);
      var unread = sealedTo;
      while (true) {
        if (timeLeft.isOver()) {
          isOver = true;
          return;
        }
        var found = feeds.unnumbered(partner, from, sealedTo, A_STEP);
        found.malformed().forEach(item -> malformed.add(item.key()));
        unread = earliest(unread, found.malformed());
        publish(partner, found.records(), firstRun);
        if (found.records().size() < A_STEP) {
          progress.note(partner, new Compared(unread, firstRun));
          return;
        }
        from = found.records().getLast().at();
        // What is before the last record's hour is published, so a next run need not look at it.
        progress.note(
            partner, new Compared(Collections.min(List.of(Seal.hourOf(from), unread)), firstRun));
      }
    }

    private void publish(PartnerId partner, List<ActivityRecord> records, Instant firstRun) {
      var early = records.stream().takeWhile(record -> record.at().isBefore(firstRun)).toList();
      published += feeds.publish(partner, early);
      var count = feeds.publish(partner, records.subList(early.size(), records.size()));
      published += count;
      late += count;
    }

    /** Returns the hour of the first item that another release may read, or the end if earlier. */
    private Instant earliest(Instant end, List<Malformed> items) {
      return items.stream()
          .flatMap(item -> item.at().stream())
          .filter(at -> at.isAfter(now.minus(KEPT_OPEN)))
          .map(Seal::hourOf)
          .filter(end::isAfter)
          .min(Comparator.naturalOrder())
          .orElse(end);
    }

    private Instant firstSealed(PartnerId partner, Instant sealedTo) {
      var hours = seals.hours(partner, Instant.EPOCH);
      return hours.isEmpty() ? sealedTo.minus(Seal.HOUR) : hours.getFirst();
    }
  }
}
