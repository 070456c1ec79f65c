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
import dev.keyshelf.domain.billing.NumberScheme;
import dev.keyshelf.domain.catalog.Catalogue;
import dev.keyshelf.domain.party.Parties;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** {@code imports/house/*.yaml}: imports what documents say of the operator. */
public final class ImportHouseHandler extends ImportHandler {
  private final Clock clock;
  private final BucketFiles files;
  private final Invoices invoices;
  private final Parties parties;
  private final Catalogue catalogue;

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
    this.parties = wiring.parties();
    this.catalogue = wiring.catalogue();
  }

  @Override
  protected Optional<Report> importObject(Supplied supplied) {
    var key = supplied.key();
    return switch (files.read(key, SourceFile.LARGEST)) {
      case Content.Bytes(var bytes) -> Optional.of(imported(nameOf(key), bytes, supplied.at()));
      case Content.TooLarge _ ->
          Optional.of(Report.refused(ImportFault.of(nameOf(key), "is larger than 4 MiB")));
      case Content.Missing _ -> Optional.empty();
    };
  }

  private Report imported(String name, byte[] bytes, Instant suppliedAt) {
    var faults = new Faults();
    var before = invoices.scheme();
    return HouseFile.read(
            name, bytes, scheme -> invoices.setScheme(scheme, clock.instant()), faults)
        .map(house -> published(house, before, suppliedAt))
        .orElseGet(() -> Report.refused(faults));
  }

  private Report published(HouseFile house, Optional<NumberScheme> before, Instant suppliedAt) {
    var changed = house.numbers().isEmpty() || house.numbers().equals(before) ? 0 : 1;
    if (house.seller().isEmpty()) {
      return taken(changed);
    }
    changed += house.seller().equals(parties.seller()) ? 0 : 1;
    parties.publish(house.seller().get(), suppliedAt);
    return taken(changed).noting(PartyNotes.of(house, catalogue.markets()));
  }

  private static Report taken(int changed) {
    return changed == 0 ? Report.nothingNew() : Report.taken(changed);
  }
}
