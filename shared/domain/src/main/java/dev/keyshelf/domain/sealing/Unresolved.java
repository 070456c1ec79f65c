package dev.keyshelf.domain.sealing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Differences between a log and its seals that no verification has found mended. A verification of
 * another range says nothing about them, so only one of their whole range ends them.
 *
 * @param firstFoundAt when the first run that found one of them began
 * @param lastFoundAt when the last run that found one of them began
 * @param from the start of the range that has to match, inclusive
 * @param to the end of that range, exclusive
 * @param findings the first {@value VerifiedLog#MOST_FINDINGS} differences
 * @param moreFindings how many more there are, at least
 */
public record Unresolved(
    Instant firstFoundAt,
    Instant lastFoundAt,
    Instant from,
    Instant to,
    List<Finding> findings,
    int moreFindings) {
  /** Copies the list. */
  public Unresolved {
    findings = List.copyOf(findings);
  }

  /** Returns what a verification leaves unresolved; empty if it did not find a difference. */
  static Optional<Unresolved> of(VerifiedLog found) {
    return found.result() == VerifiedLog.Result.DIFFERS
        ? Optional.of(
            new Unresolved(
                found.at(),
                found.at(),
                found.from(),
                found.to(),
                found.findings(),
                found.moreFindings()))
        : Optional.empty();
  }

  /** Returns what is left after another verification of the log. */
  Optional<Unresolved> after(VerifiedLog next) {
    return switch (next.result()) {
      case FAILED -> Optional.of(this);
      case MATCHES ->
          includes(next) && !next.at().isBefore(lastFoundAt) ? Optional.empty() : Optional.of(this);
      case DIFFERS -> Optional.of(with(next));
    };
  }

  private boolean includes(VerifiedLog next) {
    return !next.from().isAfter(from) && !next.to().isBefore(to);
  }

  private Unresolved with(VerifiedLog next) {
    var earlier = findings.stream().filter(each -> !isReplaced(each, next)).toList();
    var all = Stream.concat(next.findings().stream(), earlier.stream()).toList();
    var kept = Math.min(VerifiedLog.MOST_FINDINGS, all.size());
    // Both may have counted the same findings.
    var more = includes(next) ? next.moreFindings() : Math.max(moreFindings, next.moreFindings());
    return new Unresolved(
        earlier(firstFoundAt, next.at()),
        later(lastFoundAt, next.at()),
        earlier(from, next.from()),
        later(to, next.to()),
        all.subList(0, kept),
        more + all.size() - kept);
  }

  /** The hour of a file that is named after no hour is the first of each range. */
  private static boolean isReplaced(Finding earlier, VerifiedLog next) {
    var isInRange =
        !earlier.hour().plus(Seal.HOUR).isAfter(next.to()) && !earlier.hour().isBefore(next.from());
    return isInRange
        || next.findings().stream()
            .anyMatch(each -> each.kind() == earlier.kind() && each.what().equals(earlier.what()));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
