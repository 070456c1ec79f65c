package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
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

  /** Uses these. */
  public VerifyEveryLog(Partners partners, VerifyActivity verifyActivity) {
    this.partners = partners;
    this.verifyActivity = verifyActivity;
  }

  /**
   * What is to be verified.
   *
   * @param partner whose log; empty for all
   * @param keys the names of the only keys that may have signed; empty for any that is published
   */
  public record Range(Optional<PartnerId> partner, Instant from, Instant to, Set<String> keys) {
    /** Copies the set in. */
    public Range {
      keys = Set.copyOf(keys);
    }

    /** Without a word, the two days before now are verified. */
    private static final Duration USUAL = Duration.ofDays(2);

    /**
     * Reads it from texts: {@code partner}, {@code from}, {@code to} and {@code keys} (with blanks
     * between them), each of which may be absent.
     *
     * @throws IllegalArgumentException when a text is not what it is to be
     * @throws java.time.DateTimeException when an instant is none
     */
    public static Range of(Map<String, String> texts, Instant now) {
      var to = Optional.ofNullable(texts.get("to")).map(Instant::parse).orElse(now);
      var from = Optional.ofNullable(texts.get("from")).map(Instant::parse).orElse(to.minus(USUAL));
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("from is not before to");
      }
      var keys =
          Optional.ofNullable(texts.get("keys"))
              .map(names -> Set.copyOf(Arrays.asList(names.strip().split("\\s+"))))
              .orElse(Set.of());
      return new Range(
          Optional.ofNullable(texts.get("partner")).map(PartnerId::new), from, to, keys);
    }
  }

  /**
   * What was found, over all logs.
   *
   * @param late how many records came after their hour was sealed, and are in a later seal
   * @param complete whether the time was enough for all
   * @param keys that the seals were signed with
   */
  public record Report(
      int seals,
      int records,
      int late,
      int unsealed,
      boolean complete,
      Collection<VerifyingKey> keys,
      Map<PartnerId, List<Finding>> findings) {}

  /**
   * Verifies, log by log, until the time runs out.
   *
   * @param timeLeft asked before each log
   */
  public Report verify(Range range, Instant now, TimeLeft timeLeft) {
    Map<PartnerId, List<Finding>> findings = new LinkedHashMap<>();
    Map<String, VerifyingKey> keys = new TreeMap<>();
    var seals = 0;
    var records = 0;
    var late = 0;
    var unsealed = 0;
    for (var partner : range.partner().map(List::of).orElseGet(this::everybody)) {
      if (timeLeft.isOver()) {
        return new Report(seals, records, late, unsealed, false, keys.values(), findings);
      }
      var report = verifyActivity.verify(partner, range.from(), range.to(), range.keys(), now);
      seals += report.seals();
      records += report.records();
      late += report.late().size();
      unsealed += report.unsealed();
      report.keys().forEach(key -> keys.put(key.id(), key));
      if (!report.findings().isEmpty()) {
        findings.put(partner, report.findings());
      }
    }
    return new Report(seals, records, late, unsealed, true, keys.values(), findings);
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
    // In another order each time, so that a run that is cut short does not always miss the same.
    Collections.shuffle(everybody);
    return everybody;
  }
}
