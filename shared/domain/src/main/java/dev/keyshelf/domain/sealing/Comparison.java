package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.sealing.Finding.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares the records of the log with the records that the seals list. */
final class Comparison {
  private final Chain chain;
  private final Map<String, Trace> sealed = new TreeMap<>();
  private final List<Trace> late = new ArrayList<>();
  private final List<Finding> findings;
  private int compared;
  private int unsealed;

  Comparison(Chain chain, Instant start, Instant end) {
    this.chain = chain;
    this.findings = new ArrayList<>(chain.findings());
    for (var seal : chain.seals()) {
      if (seal.hour().isBefore(end)) {
        seal.records().forEach(trace -> sealed.put(trace.place(), trace));
      }
      seal.late().stream()
          .filter(trace -> !trace.at().isBefore(start) && trace.at().isBefore(end))
          .forEach(
              trace -> {
                sealed.put(trace.place(), trace);
                late.add(trace);
              });
    }
  }

  /**
   * Compares the records of the log with the sealed ones.
   *
   * @param there the records of the range in the log
   * @param overdue records of an hour that ended before this instant should be sealed
   */
  void compare(List<Trace> there, Instant overdue) {
    var missing = new TreeMap<>(sealed);
    var surplus = new ArrayList<Trace>();
    for (var trace : there) {
      compared++;
      var expected = missing.remove(trace.place());
      if (expected == null) {
        surplus.add(trace);
      } else if (!expected.equals(trace)) {
        find(Kind.RECORD_CHANGED, trace.at(), "record %s of %s was changed", trace);
      }
    }
    var added = new HashMap<String, Trace>();
    surplus.forEach(trace -> added.put(trace.id(), trace));
    for (var gone : missing.values()) {
      var elsewhere = Optional.ofNullable(added.remove(gone.id()));
      if (elsewhere.isPresent()) {
        surplus.remove(elsewhere.get());
        var text = "record %s of %s was moved to " + elsewhere.get().at();
        find(Kind.RECORD_REDATED, gone.at(), text, gone);
      } else {
        find(Kind.RECORD_REMOVED, gone.at(), "record %s of %s was removed", gone);
      }
    }
    judge(surplus, overdue);
    findings.sort(Comparator.comparing(Finding::hour));
  }

  /**
   * Judges the records that no seal lists. Each one was inserted, belongs to an hour whose seal is
   * missing, or is too new to be sealed.
   */
  private void judge(List<Trace> surplus, Instant overdue) {
    var withoutSeal = new TreeSet<Instant>();
    for (var trace : surplus) {
      var hour = Seal.hourOf(trace.at());
      if (chain.isUnknown(hour)) {
        continue; // The missing or unreadable seal is a finding already.
      }
      if (chain.last().filter(last -> !hour.isAfter(last)).isPresent()) {
        find(Kind.RECORD_INSERTED, trace.at(), "record %s of %s is in no seal", trace);
      } else if (hour.plus(Seal.HOUR).isBefore(overdue)) {
        withoutSeal.add(hour);
      } else {
        unsealed++;
      }
    }
    withoutSeal.forEach(
        hour -> findings.add(VerifyActivity.missing(hour, "the log holds records of that hour")));
  }

  private void find(Kind kind, Instant at, String what, Trace trace) {
    findings.add(new Finding(kind, Seal.hourOf(at), what.formatted(trace.id(), trace.at())));
  }

  int compared() {
    return compared;
  }

  int unsealed() {
    return unsealed;
  }

  List<Trace> late() {
    return late;
  }

  List<Finding> findings() {
    return findings;
  }
}
