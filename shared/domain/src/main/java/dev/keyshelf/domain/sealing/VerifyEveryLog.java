package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.partner.Partners;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Verifies the log of one partner, or of every partner and the house. */
public final class VerifyEveryLog {
  private static final int PAGE = 1_000;

  private final Partners partners;
  private final VerifyActivity verifyActivity;
  private final VerifiedLogs verifiedLogs;

  /** Verifies the logs of these partners, and keeps the result of each. */
  public VerifyEveryLog(
      Partners partners, VerifyActivity verifyActivity, VerifiedLogs verifiedLogs) {
    this.partners = partners;
    this.verifyActivity = verifyActivity;
    this.verifiedLogs = verifiedLogs;
  }

  /**
   * The logs, the time range and the keys of a verification.
   *
   * @param partner the owner of the log to verify; empty for all logs
   * @param from the start of the range, inclusive
   * @param to the end of the range, exclusive
   * @param keys the ids of the keys that may have signed; empty if any published key may
   */
  public record Range(Optional<PartnerId> partner, Instant from, Instant to, Set<String> keys) {
    /** Copies the set. */
    public Range {
      keys = Set.copyOf(keys);
    }

    /** The length of the range if {@code from} is absent. */
    private static final Duration USUAL = Duration.ofDays(2);

    /**
     * Parses the texts {@code partner}, {@code from}, {@code to} and {@code keys} (separated by
     * blanks). Each may be absent or blank: the range then ends at {@code now}, and starts two days
     * before its end.
     *
     * @throws IllegalArgumentException if {@code partner} is malformed, or {@code from} is not
     *     before {@code to}
     * @throws java.time.DateTimeException if {@code from} or {@code to} is not an instant
     */
    public static Range of(Map<String, String> texts, Instant now) {
      var to = text(texts, "to").map(Instant::parse).orElse(now);
      var from = text(texts, "from").map(Instant::parse).orElse(to.minus(USUAL));
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("from must be before to");
      }
      var keys =
          text(texts, "keys")
              .map(names -> Set.copyOf(Arrays.asList(names.split("\\s+"))))
              .orElse(Set.of());
      return new Range(text(texts, "partner").map(PartnerId::new), from, to, keys);
    }

    private static Optional<String> text(Map<String, String> texts, String name) {
      return Optional.ofNullable(texts.get(name))
          .map(String::strip)
          .filter(text -> !text.isEmpty());
    }
  }

  /**
   * The result over all logs.
   *
   * @param seals how many seals were checked
   * @param records how many records were compared
   * @param late how many records were written after their hour was sealed, and are in a later seal
   * @param unsealed how many records are too new to be sealed
   * @param complete whether all logs were verified before the time ran out
   * @param failed the partners whose logs could not be verified, or whose result could not be kept,
   *     and why; all others were
   * @param keys the keys that signed the seals
   * @param findings what is wrong, by partner; partners without findings are left out
   * @param unresolved what earlier runs found, and this one did not find mended, by partner
   */
  public record Report(
      int seals,
      int records,
      int late,
      int unsealed,
      boolean complete,
      List<Failure> failed,
      Collection<VerifyingKey> keys,
      Map<PartnerId, List<Finding>> findings,
      Map<PartnerId, Unresolved> unresolved) {}

  /** A partner whose log could not be verified, or whose result could not be kept. */
  public record Failure(PartnerId partner, RuntimeException why) {}

  /**
   * Verifies log by log, until the time runs out. A log that fails, or whose result cannot be kept,
   * does not end the run.
   *
   * @param timeLeft checked before each log
   * @throws UnavailableException if a store does not answer
   */
  public Report verify(Range range, Instant now, TimeLeft timeLeft) {
    var sum = new Sum();
    for (var partner : range.partner().map(List::of).orElseGet(this::everybody)) {
      if (timeLeft.isOver()) {
        return sum.report(false);
      }
      keep(verify(partner, range, now, sum), sum);
    }
    return sum.report(true);
  }

  private VerifiedLog verify(PartnerId partner, Range range, Instant now, Sum sum) {
    try {
      var report = verifyActivity.verify(partner, range.from(), range.to(), range.keys(), now);
      sum.add(partner, report);
      return VerifiedLog.of(partner, now, range.from(), range.to(), report);
    } catch (UnavailableException storeIsDown) {
      throw storeIsDown;
    } catch (RuntimeException why) {
      sum.failed.add(new Failure(partner, why));
      return VerifiedLog.failed(partner, now, range.from(), range.to());
    }
  }

  /** Keeps a result. What was found has to be reported even if it cannot be kept. */
  private void keep(VerifiedLog result, Sum sum) {
    try {
      var verdict = verifiedLogs.keep(result);
      if (result.result() != VerifiedLog.Result.DIFFERS) {
        verdict.unresolved().ifPresent(left -> sum.unresolved.put(result.partner(), left));
      }
    } catch (RuntimeException why) {
      if (result.result() != VerifiedLog.Result.FAILED) {
        sum.failed.add(new Failure(result.partner(), why));
      }
    }
  }

  /** What was found so far. */
  private static final class Sum {
    private final Map<PartnerId, List<Finding>> findings = new LinkedHashMap<>();
    private final Map<PartnerId, Unresolved> unresolved = new LinkedHashMap<>();
    private final Map<String, VerifyingKey> keys = new TreeMap<>();
    private final List<Failure> failed = new ArrayList<>();
    private int seals;
    private int records;
    private int late;
    private int unsealed;

    void add(PartnerId partner, VerifyActivity.Report report) {
      seals += report.seals();
      records += report.records();
      late += report.late().size();
      unsealed += report.unsealed();
      report.keys().forEach(key -> keys.put(key.id(), key));
      if (!report.findings().isEmpty()) {
        findings.put(partner, report.findings());
      }
    }

    Report report(boolean complete) {
      return new Report(
          seals,
          records,
          late,
          unsealed,
          complete,
          List.copyOf(failed),
          keys.values(),
          findings,
          unresolved);
    }
  }

  private List<PartnerId> everybody() {
    var everybody = new ArrayList<PartnerId>();
    everybody.add(PartnerId.HOUSE);
    for (int shard = 0; shard < Partners.SHARDS; shard++) {
      Optional<PartnerId> after = Optional.empty();
      do {
        var page = partners.registered(shard, PAGE, after);
        everybody.addAll(page.partners());
        after = page.next();
      } while (after.isPresent());
    }
    // The order is random, so that runs that are cut short do not always miss the same partners.
    Collections.shuffle(everybody);
    return everybody;
  }
}
