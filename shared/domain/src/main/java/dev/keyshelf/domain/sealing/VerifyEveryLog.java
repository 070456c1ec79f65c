package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.partner.Partners;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   */
  public record Range(Optional<PartnerId> partner, Instant from, Instant to) {
    /** Without a word, the two days before now are verified. */
    private static final Duration USUAL = Duration.ofDays(2);

    /**
     * Reads it from texts: {@code partner}, {@code from} and {@code to}, each of which may be
     * absent.
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
      return new Range(Optional.ofNullable(texts.get("partner")).map(PartnerId::new), from, to);
    }
  }

  /**
   * What was found, over all logs.
   *
   * @param late how many records came after their hour was sealed, and are in a later seal
   * @param complete whether the time was enough for all
   */
  public record Report(
      int seals,
      int records,
      int late,
      int unsealed,
      boolean complete,
      Map<PartnerId, List<Finding>> findings) {}

  /**
   * Verifies, log by log, until the time runs out.
   *
   * @param timeLeft asked before each log
   */
  public Report verify(Range range, Instant now, TimeLeft timeLeft) {
    Map<PartnerId, List<Finding>> findings = new LinkedHashMap<>();
    var seals = 0;
    var records = 0;
    var late = 0;
    var unsealed = 0;
    for (var partner : range.partner().map(List::of).orElseGet(this::everybody)) {
      if (timeLeft.isOver()) {
        return new Report(seals, records, late, unsealed, false, findings);
      }
      var report = verifyActivity.verify(partner, range.from(), range.to(), now);
      seals += report.seals();
      records += report.records();
      late += report.late().size();
      unsealed += report.unsealed();
      if (!report.findings().isEmpty()) {
        findings.put(partner, report.findings());
      }
    }
    return new Report(seals, records, late, unsealed, true, findings);
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
