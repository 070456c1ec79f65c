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
 * Seals the hours of each partner's log that are over and hold records, in order. A run can be
 * late, overlap with another run or be killed at any point: the first seal of an hour counts, and a
 * second attempt makes the same seal.
 */
public final class SealActivity {
  /**
   * How long after its end an hour is sealed. Commands that were decided within the hour have
   * committed their records before that.
   */
  public static final Duration GRACE = Duration.ofMinutes(15);

  /**
   * How far before its hour a seal looks for late records. It also looks at the previously sealed
   * hour. Records with even earlier dates cannot be late ones, because no command commits so old a
   * decision.
   */
  public static final Duration LOOK_BACK = Duration.ofHours(3);

  /**
   * How far back the first look at a log goes. That is enough, because each hourly run looks at all
   * registered partners, so a log is young at its first look.
   */
  static final Duration FIRST_LOOK = Duration.ofDays(62);

  /** The number of partners that one page of the registry holds. */
  private static final int PAGE = 1_000;

  /** The length of the part of an instant's text that names its hour. */
  private static final int HOURS = "2026-11-20T09".length();

  /** The longest time that one step searches for a record. */
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
   * The result of a run.
   *
   * @param sealed how many hours it sealed
   * @param complete whether it reached all partners before the time ran out
   * @param busy the partners whose logs another run was sealing; the next run continues with them
   * @param failed the partners whose logs could not be sealed, and why; they do not stop the others
   */
  public record Report(int sealed, boolean complete, List<PartnerId> busy, List<Failure> failed) {
    /** Copies the lists. */
    public Report {
      busy = List.copyOf(busy);
      failed = List.copyOf(failed);
    }
  }

  /**
   * A log that could not be sealed, and why.
   *
   * @param partner the partner's id, as the store holds it
   */
  public record Failure(String partner, RuntimeException why) {}

  /**
   * Seals the hours that are due at {@code now}, partner by partner, until the time runs out. The
   * next run continues.
   *
   * @param timeLeft checked before each hour that is sealed, and before each partner
   * @throws UnavailableException if a store cannot answer
   */
  public Report seal(Instant now, TimeLeft timeLeft) {
    var due = Seal.hourOf(now.minus(GRACE));
    var sealed = 0;
    var busy = new ArrayList<PartnerId>();
    var failed = new ArrayList<Failure>();
    // Each hour starts with another shard, so that runs that are too short do not always leave out
    // the same partners.
    var first = (int) (now.getEpochSecond() / Seal.HOUR.toSeconds() % Partners.SHARDS);
    for (int i = 0; i < Partners.SHARDS; i++) {
      var shard = (first + i) % Partners.SHARDS;
      var notes = progress.ofShard(shard);
      var registered = registered(shard);
      registered.addAll(notes.reached().keySet());
      if (shard == SealProgress.shardOf(PartnerId.HOUSE)) {
        registered.add(PartnerId.HOUSE);
      }
      notes.malformed().forEach((partner, why) -> failed.add(new Failure(partner, why)));
      registered.removeIf(partner -> notes.malformed().containsKey(partner.value()));
      for (var partner : registered) {
        try {
          var log = new Log(partner, Optional.ofNullable(notes.reached().get(partner)), due);
          var complete = false;
          try {
            complete = log.seal(timeLeft);
          } finally {
            sealed += log.sealed;
          }
          if (!complete) {
            return published(new Report(sealed, false, busy, failed));
          }
        } catch (RuntimeException why) {
          if (UnavailableException.isOutage(why)) {
            throw why;
          }
          if (why instanceof UnavailableException) {
            busy.add(partner);
          } else {
            failed.add(new Failure(partner.value(), why));
          }
        }
      }
    }
    return published(new Report(sealed, true, busy, failed));
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
        // There is no note of progress, so the last stored seal says how far the log is sealed.
        var hours = seals.hours(partner, Instant.EPOCH);
        if (!hours.isEmpty()) {
          follow(hours.getLast());
        }
      }
    }

    /**
     * Continues after the stored seal of an hour.
     *
     * @throws UnavailableException as a conflict, if another run is writing the seal
     */
    private void follow(Instant hour) {
      var kept =
          seals
              .find(partner, hour)
              .orElseThrow(() -> UnavailableException.ofConflict("another run is writing a seal"));
      last = Optional.of(new Seal.Link(hour, SignedSeal.sha256(kept)));
      lookedTo = hour.plus(Seal.HOUR);
    }

    /** Seals the hours that are due; returns false if the time ran out. */
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

    /**
     * Returns whether a log without new records needs a new note of progress. One note a day is
     * enough: it keeps the next search short, so such a log costs one small read an hour.
     */
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
        // The hour has a seal already: from another run, or from a run that was killed. That one
        // counts.
        follow(hour);
      }
      progress.note(partner, new Reached(last, lookedTo));
    }

    /** Finds the late records: those that are dated before an hour and are in no seal. */
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
          // An earlier seal is missing or broken, so nobody knows which records it listed. Records
          // of its hour are not sealed as late. Verification reports the seal itself.
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
