package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.domain.sealing.SealProgress.Reached;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Seals the hours of each partner's log that are over and hold records, in order. It can be run
 * late, twice at once, or be killed anywhere: the first seal of an hour counts, and whoever makes
 * it again makes the same.
 */
public final class SealActivity {
  /** How long after its end an hour is sealed: what was decided within it is committed by then. */
  public static final Duration GRACE = Duration.ofMinutes(15);

  /**
   * How far before its hour a seal looks for stragglers; besides, it looks at the hour that was
   * sealed before. What is dated earlier still is no straggler: a decision that old is not sent.
   */
  public static final Duration LOOK_BACK = Duration.ofHours(3);

  /**
   * Where the first look at a log begins: each partner is looked at every hour from its first on.
   */
  private static final Duration FIRST_LOOK = Duration.ofDays(62);

  /** How many partners are read of the registry at once. */
  private static final int PAGE = 1_000;

  /** How much of an instant's text names its hour. */
  private static final int HOURS = "2026-11-20T09".length();

  /** What one step looks through at most for a record. */
  private static final Duration STEP = Duration.ofDays(31);

  private final Partners partners;
  private final Traces traces;
  private final Seals seals;
  private final SealProgress progress;
  private final SealKey key;

  /** Uses these stores and this key. */
  public SealActivity(
      Partners partners, Traces traces, Seals seals, SealProgress progress, SealKey key) {
    this.partners = partners;
    this.traces = traces;
    this.seals = seals;
    this.progress = progress;
    this.key = key;
  }

  /**
   * What a run did.
   *
   * @param sealed how many hours it sealed
   * @param complete whether it got through all partners
   * @param failed the partners whose logs could not be sealed, and why: the others' are
   */
  public record Report(int sealed, boolean complete, List<Failure> failed) {
    /** Copies the list in. */
    public Report {
      failed = List.copyOf(failed);
    }
  }

  /** A partner whose log could not be sealed. */
  public record Failure(PartnerId partner, RuntimeException why) {}

  /**
   * Seals what is due at {@code now}, partner by partner, until the time runs out; the next run
   * goes on.
   *
   * @param timeLeft asked before each hour that is sealed, and before each partner
   */
  public Report seal(Instant now, TimeLeft timeLeft) {
    var due = Seal.hourOf(now.minus(GRACE));
    var sealed = 0;
    var failed = new ArrayList<Failure>();
    // Not always the same shard first: a run that is too short leaves others behind than the last.
    var first = (int) (now.getEpochSecond() / Seal.HOUR.toSeconds() % Partners.SHARDS);
    for (int i = 0; i < Partners.SHARDS; i++) {
      var shard = (first + i) % Partners.SHARDS;
      var reached = progress.ofShard(shard);
      var registered = registered(shard);
      registered.addAll(reached.keySet());
      if (shard == SealProgress.shardOf(PartnerId.HOUSE)) {
        registered.add(PartnerId.HOUSE);
      }
      for (var partner : registered) {
        try {
          var log = new Log(partner, Optional.ofNullable(reached.get(partner)), due);
          var complete = false;
          try {
            complete = log.seal(timeLeft);
          } finally {
            sealed += log.sealed;
          }
          if (!complete) {
            return published(new Report(sealed, false, failed));
          }
        } catch (UnavailableException storeIsDown) {
          throw storeIsDown;
        } catch (RuntimeException why) {
          failed.add(new Failure(partner, why));
        }
      }
    }
    return published(new Report(sealed, true, failed));
  }

  private Set<PartnerId> registered(int shard) {
    var registered = new LinkedHashSet<PartnerId>();
    Optional<PartnerId> after = Optional.empty();
    do {
      var page = partners.registered(shard, PAGE, after);
      registered.addAll(page.partners());
      after = page.next();
    } while (after.isPresent());
    return registered;
  }

  private Report published(Report report) {
    if (report.sealed() > 0) {
      seals.publish(key.verifying());
    }
    return report;
  }

  /** The log of one partner while it is sealed. */
  private final class Log {
    private final PartnerId partner;
    private final Instant due;
    private Optional<Seal.Link> last;
    private Instant lookedTo;
    private int sealed;

    Log(PartnerId partner, Optional<Reached> reached, Instant due) {
      this.partner = partner;
      this.due = due;
      this.last = reached.flatMap(Reached::last);
      this.lookedTo = reached.map(Reached::lookedTo).orElseGet(() -> due.minus(FIRST_LOOK));
      if (reached.isEmpty()) {
        // Never looked at, or the note of it is gone: the seals say how far it is.
        var hours = seals.hours(partner, Instant.EPOCH);
        if (!hours.isEmpty()) {
          follow(hours.getLast());
        }
      }
    }

    /**
     * Goes on from a seal that is kept; one that is only being written is no ground to stand on.
     */
    private void follow(Instant hour) {
      var kept =
          seals
              .find(partner, hour)
              .orElseThrow(() -> new UnavailableException("a seal is being written elsewhere"));
      last = Optional.of(new Seal.Link(hour, SignedSeal.sha256(kept)));
      lookedTo = hour.plus(Seal.HOUR);
    }

    /** Gives whether it got through. */
    boolean seal(TimeLeft timeLeft) {
      while (lookedTo.isBefore(due)) {
        if (timeLeft.isOver()) {
          return false;
        }
        var end = lookedTo.plus(STEP).isBefore(due) ? lookedTo.plus(STEP) : due;
        var first = traces.first(partner, lookedTo, end);
        if (first.isPresent()) {
          seal(Seal.hourOf(first.get()));
        } else if (isWorthANote(end)) {
          lookedTo = end;
          progress.note(partner, new Reached(last, lookedTo));
        } else {
          return true;
        }
      }
      return true;
    }

    /** A log at rest costs one small read: once a day is over, a note spares another one. */
    private boolean isWorthANote(Instant end) {
      return lookedTo.truncatedTo(ChronoUnit.DAYS).isBefore(end.truncatedTo(ChronoUnit.DAYS));
    }

    private void seal(Instant hour) {
      var records = traces.list(partner, hour, hour.plus(Seal.HOUR));
      var seal = SignedSeal.of(new Seal(partner, hour, last, records, late(hour)), key);
      if (seals.add(partner, hour, seal.bytes())) {
        last = Optional.of(seal.link());
        lookedTo = seal.seal().until();
        sealed++;
      } else {
        // Another run was quicker, or this one before it was killed: what is kept counts.
        follow(hour);
      }
      progress.note(partner, new Reached(last, lookedTo));
    }

    /** Finds what is dated before an hour and is in no seal. */
    private List<Trace> late(Instant hour) {
      var from = hour.minus(LOOK_BACK);
      var found = new TreeMap<String, Trace>();
      traces.list(partner, from, hour).forEach(trace -> found.put(trace.place(), trace));
      last.map(Seal.Link::hour)
          .filter(previous -> previous.isBefore(from))
          .ifPresent(
              previous ->
                  traces
                      .list(partner, previous, previous.plus(Seal.HOUR))
                      .forEach(trace -> found.put(trace.place(), trace)));
      var next = last.map(Seal.Link::hour);
      while (next.isPresent() && !found.isEmpty()) {
        var earlier = next.get();
        var seal = seals.find(partner, earlier).flatMap(SignedSeal::parse).map(SignedSeal::seal);
        if (seal.isEmpty()) {
          // What it held is nobody's guess: that it is gone or broken, whoever verifies hears.
          found
              .keySet()
              .removeIf(place -> place.startsWith(earlier.toString().substring(0, HOURS)));
          break;
        }
        seal.get().records().forEach(trace -> found.remove(trace.place()));
        seal.get().late().forEach(trace -> found.remove(trace.place()));
        next =
            earlier.isBefore(from) ? Optional.empty() : seal.get().previous().map(Seal.Link::hour);
      }
      return List.copyOf(found.values());
    }
  }
}
