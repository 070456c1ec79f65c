package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;

/**
 * A verification of a log against its seals.
 *
 * @param at when the run began
 * @param from the start of the verified range, inclusive
 * @param to the end of the verified range, exclusive
 * @param seals how many seals were checked
 * @param records how many records were compared
 * @param late how many records were written after their hour was sealed, and are in a later seal
 * @param unsealed how many records were too new to be sealed
 * @param findings the first {@value #MOST_FINDINGS} differences, in the order of time
 * @param moreFindings how many more there are
 */
public record VerifiedLog(
    PartnerId partner,
    Instant at,
    Instant from,
    Instant to,
    Result result,
    int seals,
    int records,
    int late,
    int unsealed,
    List<Finding> findings,
    int moreFindings) {
  /** The most findings that are kept of a verification. */
  public static final int MOST_FINDINGS = 20;

  /** Copies the list. */
  public VerifiedLog {
    findings = List.copyOf(findings);
  }

  /** What a verification found. */
  public enum Result {
    /** The log is as it was sealed. */
    MATCHES,
    /** The log and its seals differ, or a seal is wrong or missing. */
    DIFFERS,
    /** The log could not be verified. */
    FAILED
  }

  /** Returns the verification of a range of a log. */
  static VerifiedLog of(
      PartnerId partner, Instant at, Instant from, Instant to, VerifyActivity.Report report) {
    var findings = report.findings();
    var kept = Math.min(MOST_FINDINGS, findings.size());
    return new VerifiedLog(
        partner,
        at,
        from,
        to,
        findings.isEmpty() ? Result.MATCHES : Result.DIFFERS,
        report.seals(),
        report.records(),
        report.late().size(),
        report.unsealed(),
        findings.subList(0, kept),
        findings.size() - kept);
  }

  /** Returns a verification that failed. */
  static VerifiedLog failed(PartnerId partner, Instant at, Instant from, Instant to) {
    return new VerifiedLog(partner, at, from, to, Result.FAILED, 0, 0, 0, 0, List.of(), 0);
  }
}
