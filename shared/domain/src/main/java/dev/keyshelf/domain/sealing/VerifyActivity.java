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
  /**
   * How long an hour may be without its seal after its end. The schedule runs twice in that time.
   */
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
   * The result of a verification.
   *
   * @param seals how many seals were checked
   * @param records how many records were compared
   * @param late the records that were written after their hour was sealed, and are in a later seal
   * @param unsealed how many records are too new to be sealed
   * @param keys the keys that signed the seals
   * @param findings what is wrong, in the order of time; empty if the log is as it was sealed
   */
  public record Report(
      int seals,
      int records,
      List<Trace> late,
      int unsealed,
      List<VerifyingKey> keys,
      List<Finding> findings) {
    /** Copies the lists. */
    public Report {
      late = List.copyOf(late);
      keys = List.copyOf(keys);
      findings = List.copyOf(findings);
    }
  }

  /**
   * Verifies the hours that {@code [from, to)} touches. It holds the hashes of all their records in
   * memory, at about 200 bytes each.
   *
   * @param known the ids of the keys that may have signed; if empty, any key that is published
   *     beside the seals may, and a change of the key is a finding
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

  /** Returns the finding of a missing seal. */
  static Finding missing(Instant hour, String why) {
    return new Finding(
        Kind.SEAL_MISSING, hour, "the seal of %s is missing: %s".formatted(hour, why));
  }
}
