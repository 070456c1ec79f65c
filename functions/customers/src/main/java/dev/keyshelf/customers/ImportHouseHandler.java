package dev.keyshelf.customers;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.api.imports.ImportHandler;
import dev.keyshelf.api.imports.Report;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.api.imports.Supplied;
import dev.keyshelf.aws.BucketFiles;
import dev.keyshelf.aws.BucketFiles.Content;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.billing.Invoices;
import java.time.Clock;
import java.util.Optional;

/** {@code imports/house/*.yaml}: sets how the issuer's invoice numbers are made. */
public final class ImportHouseHandler extends ImportHandler {
  private final Clock clock;
  private final BucketFiles files;
  private final Invoices invoices;

  /** Creates the handler in Lambda, from its environment. */
  public ImportHouseHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ImportHouseHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), wiring.bucketFiles()::write);
    this.clock = wiring.clock();
    this.files = wiring.bucketFiles();
    this.invoices = wiring.invoices();
  }

  @Override
  protected Optional<Report> importObject(Supplied supplied) {
    var key = supplied.key();
    return switch (files.read(key, SourceFile.LARGEST)) {
      case Content.Bytes(var bytes) -> Optional.of(imported(nameOf(key), bytes));
      case Content.TooLarge _ ->
          Optional.of(Report.refused(ImportFault.of(nameOf(key), "is larger than 4 MiB")));
      case Content.Missing _ -> Optional.empty();
    };
  }

  private Report imported(String name, byte[] bytes) {
    var faults = new Faults();
    var before = invoices.scheme();
    var set =
        HouseFile.read(name, bytes, scheme -> invoices.setScheme(scheme, clock.instant()), faults);
    if (set.isEmpty()) {
      return Report.refused(faults);
    }
    return set.equals(before) ? Report.nothingNew() : Report.taken(1);
  }
}
