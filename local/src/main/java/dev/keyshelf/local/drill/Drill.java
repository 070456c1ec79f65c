package dev.keyshelf.local.drill;

import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.invariant.Invariants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Restores a copy of the stores and checks everything that can be recounted in it. */
public final class Drill {
  private final Clock clock;

  /** Measures by this clock, which is the machine's. */
  public Drill(Clock clock) {
    this.clock = clock;
  }

  /**
   * The result of a drill.
   *
   * @param point the point in time that was restored; empty if the copy does not say
   * @param lost how long before the drill that was: what a loss of the stores now would lose
   * @param newestRecord the time of the newest record of the activity log in the copy
   * @param restoring how long it took to restore and read the copy
   * @param checking how long the checks took
   * @param counts the numbers of what was checked, for a person
   * @param differences what is wrong, each with its rule and its row
   */
  public record Result(
      Optional<Instant> point,
      Optional<Duration> lost,
      Optional<Instant> newestRecord,
      Duration restoring,
      Duration checking,
      List<String> counts,
      List<String> differences) {
    /** Copies the lists. */
    public Result {
      counts = List.copyOf(counts);
      differences = List.copyOf(differences);
    }

    /** Returns how long it took from the beginning to a copy that is known to be whole. */
    public Duration recovery() {
      return restoring.plus(checking);
    }
  }

  /**
   * Restores a copy and checks it.
   *
   * @throws UserFault if the copy does not fit into memory
   */
  public Result run(Restoration restoration) {
    try {
      return checked(restoration);
    } catch (OutOfMemoryError full) {
      throw new UserFault(
          "the copy does not fit into memory: run the drill where there is more, with"
              + " KEYSHELF_JAVA_OPTIONS=-Xmx32g, for example",
          full);
    }
  }

  private Result checked(Restoration restoration) {
    var began = clock.instant();
    var restored = restoration.restore();
    var restoredAt = clock.instant();
    var newest = restored.newestRecord();
    // The business's clock may be ahead of the machine's.
    var now = newest.filter(restoredAt::isBefore).orElse(restoredAt);
    var differences = Invariants.violations(restored.items(), restored.seals(), now);
    return new Result(
        restored.point(),
        restored.point().map(point -> lost(point, began)),
        newest,
        Duration.between(began, restoredAt),
        Duration.between(restoredAt, clock.instant()),
        counts(restored),
        differences);
  }

  /** A copy that the drill itself made is of a moment after it began. */
  private static Duration lost(Instant point, Instant began) {
    return point.isAfter(began) ? Duration.ZERO : Duration.between(point, began);
  }

  private static List<String> counts(Restored restored) {
    return List.of(
        "%s items".formatted(restored.items().size()),
        "%s records of the log, %s files of seals"
            .formatted(restored.count("ACTIVITY#", ""), restored.seals().size()),
        "%s entries of the ledger, %s invoices"
            .formatted(restored.count("LEDGER#", ""), restored.count("INVOICES#", "INVOICE#")),
        "%s orders, %s lines with an entitlement"
            .formatted(
                restored.count("CUSTOMER#", "ORDER#"), restored.count("CUSTOMER#", "ENTITLEMENT#")),
        "%s keys sold, %s in stock"
            .formatted(
                restored.count("CUSTOMER#", "KEY#"),
                restored.count("POOL#", "") + restored.count("QUARANTINE#", "")),
        "%s links, %s downloads"
            .formatted(restored.count("LINK#", "-"), restored.count("LINK#", "DOWNLOAD#")));
  }
}
