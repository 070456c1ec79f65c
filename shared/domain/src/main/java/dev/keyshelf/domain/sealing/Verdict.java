package dev.keyshelf.domain.sealing;

import java.util.Optional;

/**
 * What the verifications of a log found.
 *
 * @param last the last verification
 * @param unresolved the differences that no later verification of their range has found mended
 */
public record Verdict(VerifiedLog last, Optional<Unresolved> unresolved) {
  /** Returns the verdict after the first verification of a log. */
  public static Verdict of(VerifiedLog first) {
    return new Verdict(first, Unresolved.of(first));
  }

  /** Returns the verdict after another verification. One of an earlier run does not become last. */
  public Verdict with(VerifiedLog next) {
    return new Verdict(
        next.at().isBefore(last.at()) ? last : next,
        unresolved.map(earlier -> earlier.after(next)).orElseGet(() -> Unresolved.of(next)));
  }

  /** Returns whether the log may differ from its seals. */
  public boolean isBad() {
    return last.result() != VerifiedLog.Result.MATCHES || unresolved.isPresent();
  }
}
