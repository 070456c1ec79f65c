package dev.keyshelf.billing;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.api.imports.ImportHandler;
import dev.keyshelf.api.imports.Report;
import dev.keyshelf.api.imports.Supplied;
import dev.keyshelf.aws.BucketFiles;
import dev.keyshelf.aws.BucketFiles.Content;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.billing.RecordPayments;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** {@code imports/payments/*.csv}: records payments, payouts of credits, and reversals. */
public final class ImportPaymentsHandler extends ImportHandler {
  /** In bytes. */
  private static final int LARGEST = 1024 * 1024;

  private final Clock clock;
  private final BucketFiles files;
  private final RecordPayments recordPayments;

  /** Creates the handler in Lambda, from its environment. */
  public ImportPaymentsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ImportPaymentsHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), wiring.bucketFiles()::write);
    this.clock = wiring.clock();
    this.files = wiring.bucketFiles();
    this.recordPayments =
        new RecordPayments(wiring.partners(), wiring.invoices(), wiring.payments());
  }

  @Override
  protected Optional<Report> importObject(Supplied supplied) {
    var key = supplied.key();
    return switch (files.read(key, LARGEST)) {
      case Content.Bytes(var bytes) -> Optional.of(imported(nameOf(key), bytes));
      case Content.TooLarge _ ->
          Optional.of(
              Report.refused(ImportFault.of(nameOf(key), "is larger than 1 MiB; split it")));
      case Content.Missing _ -> Optional.empty();
    };
  }

  private Report imported(String name, byte[] bytes) {
    // A payment is on the statement of the month in which it is recorded.
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var faults = new Faults();
    var lines = PaymentsFile.read(name, bytes, LocalDate.ofInstant(now, ZoneOffset.UTC), faults);
    if (lines.isEmpty()) {
      return Report.refused(faults);
    }
    var report = recordPayments.record(lines.get(), now);
    report
        .faults()
        .forEach(each -> faults.add(new ImportFault(name, each.line(), each.field(), each.why())));
    var notes = new Faults();
    report
        .notes()
        .forEach(each -> notes.add(new ImportFault(name, each.line(), each.field(), each.what())));
    if (!faults.isEmpty()) {
      return Report.brokenOff(report.recorded(), faults).noting(notes);
    }
    return report.recorded() == 0
        ? Report.nothingNew()
        : Report.taken(report.recorded()).noting(notes);
  }
}
