package dev.keyshelf.billing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.api.imports.Faults;
import java.time.LocalDate;
import java.util.List;

class PaymentsFileFuzzTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 16);

  @FuzzTest(maxDuration = "10m")
  void readsEachRowOrNoneAndTellsWhyNot(byte[] input) {
    var told = new Faults();
    var lines = PaymentsFile.read("payments.csv", input, TODAY, told);
    if (lines.isEmpty() == told.isEmpty()) {
      throw new AssertionError("must either return lines or have faults: " + told.told());
    }
    for (var line : lines.orElse(List.of())) {
      if (line.line() < 2 || !line.amount().isPositive() || line.on().isAfter(TODAY.plusDays(1))) {
        throw new AssertionError("no payment can be recorded from " + line);
      }
    }
  }
}
