package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.domain.sealing.SealProgress.Reached;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lists how far each log is sealed, and the verdict on it: the house's log first, then the
 * partners' by the shards of their registry.
 */
public final class ListSealedLogs {
  /** Each run of a day notes its progress, so a note that is older shows that no run came. */
  private static final Duration OLDEST_NOTE = Duration.ofDays(3);

  private final Partners partners;
  private final Traces traces;
  private final SealProgress progress;
  private final VerifiedLogs verifiedLogs;

  /** Uses these stores. */
  public ListSealedLogs(
      Partners partners, Traces traces, SealProgress progress, VerifiedLogs verifiedLogs) {
    this.partners = partners;
    this.traces = traces;
    this.progress = progress;
    this.verifiedLogs = verifiedLogs;
  }

  /** How far a log is sealed. */
  public sealed interface State permits Sealed, Behind, NotStarted, Unreadable {}

  /**
   * Each record before {@code until} is in a seal.
   *
   * @param last the hour of the last seal; empty if the log had nothing to seal yet
   */
  public record Sealed(Instant until, Optional<Instant> last) implements State {}

  /**
   * Hours that are due have records, but no seal, or no run has sealed the log for days.
   *
   * @param until the first hour without its seal, or the end of the last run
   * @param hours how many hours lie between that and the end of the last hour that is due
   * @param last the hour of the last seal; empty if there is none
   */
  public record Behind(Instant until, long hours, Optional<Instant> last) implements State {}

  /**
   * The log has no note of progress: no run has sealed it yet, or the note was lost. The next run
   * writes one.
   *
   * @param hours how many hours lie between the first record of the last day and the end of the
   *     last hour that is due; empty if that day has no record
   */
  public record NotStarted(OptionalLong hours) implements State {}

  /** The note of the log's progress is malformed, so the log is not sealed until it is mended. */
  public record Unreadable() implements State {}

  /** A log, and the verdict on it if one is kept. */
  public record SealedLog(PartnerId partner, State state, Optional<Verdict> verdict) {}

  /**
   * A page of logs.
   *
   * @param due the end (exclusive) of the last hour that is due to be sealed
   * @param next the last log of the page; empty if there are no more
   */
  public record Page(Instant due, List<SealedLog> logs, Optional<PartnerId> next) {
    /** Copies the list. */
    public Page {
      logs = List.copyOf(logs);
    }
  }

  /** Lists a page of at most {@code limit} logs. */
  public Page page(int limit, Optional<PartnerId> after, Instant now) {
    var due = Seal.hourOf(now.minus(SealActivity.GRACE));
    var found = new ArrayList<PartnerId>();
    if (after.isEmpty()) {
      found.add(PartnerId.HOUSE);
    }
    var last = after.filter(partner -> !partner.equals(PartnerId.HOUSE));
    var shard = last.map(SealProgress::shardOf).orElse(0);
    var more = true;
    while (found.size() < limit && more) {
      var page = partners.registered(shard, limit - found.size(), last);
      found.addAll(page.partners());
      last = page.next();
      if (last.isEmpty()) {
        shard++;
        more = shard < Partners.SHARDS;
      }
    }
    var logs = found.stream().map(partner -> log(partner, due)).toList();
    return new Page(due, logs, more ? Optional.of(found.getLast()) : Optional.empty());
  }

  private SealedLog log(PartnerId partner, Instant due) {
    return new SealedLog(partner, state(partner, due), verifiedLogs.find(partner));
  }

  private State state(PartnerId partner, Instant due) {
    try {
      return state(partner, progress.find(partner), due);
    } catch (UnavailableException storeIsDown) {
      throw storeIsDown;
    } catch (RuntimeException _) {
      return new Unreadable();
    }
  }

  private State state(PartnerId partner, Optional<Reached> reached, Instant due) {
    return reached
        .map(note -> state(partner, note, due))
        .orElseGet(() -> new NotStarted(unsealedHours(partner, due)));
  }

  /** Each day that is looked at is a query, so this looks no further back than needed. */
  private OptionalLong unsealedHours(PartnerId partner, Instant due) {
    return traces
        .first(partner, due.minus(Duration.ofDays(1)), due)
        .map(first -> OptionalLong.of(hours(Seal.hourOf(first), due)))
        .orElseGet(OptionalLong::empty);
  }

  /** A note may be a day old although nothing is left to seal, so this looks at the log itself. */
  private State state(PartnerId partner, Reached reached, Instant due) {
    var lookedTo = reached.lookedTo();
    var last = reached.last().map(Seal.Link::hour);
    if (!lookedTo.isBefore(due)) {
      return new Sealed(lookedTo, last);
    }
    if (lookedTo.isBefore(due.minus(OLDEST_NOTE))) {
      return new Behind(lookedTo, hours(lookedTo, due), last);
    }
    return traces
        .first(partner, lookedTo, due)
        .map(Seal::hourOf)
        .<State>map(hour -> new Behind(hour, hours(hour, due), last))
        .orElseGet(() -> new Sealed(due, last));
  }

  private static long hours(Instant from, Instant due) {
    return Duration.between(from, due).toHours();
  }
}
