package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.Finding.Kind;
import dev.keyshelf.domain.sealing.SealProgress.Reached;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Compares a log with its seals, and the seals with each other. It changes nothing. */
public final class VerifyActivity {
  /** How long after its end an hour may still be without its seal: two runs of the schedule. */
  public static final Duration OVERDUE = SealActivity.GRACE.plus(Duration.ofHours(2));

  private final Traces traces;
  private final KeptSeals seals;
  private final SealProgress progress;

  /** Uses these stores. */
  public VerifyActivity(Traces traces, KeptSeals seals, SealProgress progress) {
    this.traces = traces;
    this.seals = seals;
    this.progress = progress;
  }

  /**
   * What was found.
   *
   * @param seals how many seals were checked
   * @param records how many records were compared
   * @param late the records that came after their hour was sealed, and are in a later seal
   * @param unsealed how many records are too new to be sealed
   * @param keys that the seals were signed with
   * @param findings what is wrong, in the order of time; empty when the log is as it was sealed
   */
  public record Report(
      int seals,
      int records,
      List<Trace> late,
      int unsealed,
      List<VerifyingKey> keys,
      List<Finding> findings) {
    /** Copies the lists in. */
    public Report {
      late = List.copyOf(late);
      keys = List.copyOf(keys);
      findings = List.copyOf(findings);
    }
  }

  /**
   * Verifies the hours that {@code [from, to)} touches. All their records' hashes are in memory
   * together: some 200 bytes each.
   *
   * @param known the names of the only keys that may have signed; empty for whichever key is
   *     published beside the seals, a change of which is then a finding
   */
  public Report verify(
      PartnerId partner, Instant from, Instant to, Set<String> known, Instant now) {
    var start = Seal.hourOf(from);
    var end = Seal.hourOf(to.minusNanos(1)).plus(Seal.HOUR);
    var chain = new Chain(partner, seals, known);
    chain.read(start, end);
    progress.find(partner).flatMap(Reached::last).ifPresent(last -> chain.expect(last, end));
    var comparison = new Comparison(chain, start, end);
    comparison.compare(traces.list(partner, start, end), now.minus(OVERDUE));
    return new Report(
        chain.checked(),
        comparison.compared(),
        comparison.late(),
        comparison.unsealed(),
        chain.keys(),
        comparison.findings());
  }

  /** Gives the finding of a seal that is not there. */
  static Finding missing(Instant hour, String why) {
    return new Finding(Kind.SEAL_MISSING, hour, "no seal of %s: %s".formatted(hour, why));
  }
}
