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
import dev.keyshelf.domain.catalog.Catalogue;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.domain.party.Parties;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code imports/partners/*.yaml}: imports the current data of partners. */
public final class ImportPartnersHandler extends ImportHandler {
  private final BucketFiles files;
  private final Partners partners;
  private final Parties parties;
  private final Catalogue catalogue;

  /** Creates the handler in Lambda, from its environment. */
  public ImportPartnersHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ImportPartnersHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), wiring.bucketFiles()::write);
    this.files = wiring.bucketFiles();
    this.partners = wiring.partners();
    this.parties = wiring.parties();
    this.catalogue = wiring.catalogue();
  }

  @Override
  protected Optional<Report> importObject(Supplied supplied) {
    var key = supplied.key();
    return switch (files.read(key, SourceFile.LARGEST)) {
      case Content.Bytes(var bytes) -> Optional.of(imported(nameOf(key), bytes, supplied.at()));
      case Content.TooLarge _ ->
          Optional.of(
              Report.refused(ImportFault.of(nameOf(key), "is larger than 4 MiB; split it")));
      case Content.Missing _ -> Optional.empty();
    };
  }

  private Report imported(String name, byte[] bytes, Instant suppliedAt) {
    var faults = new Faults();
    var read = PartnersFile.read(name, bytes, catalogue::programs, partners::findByTenant, faults);
    if (read.isEmpty()) {
      return Report.refused(faults);
    }
    publish(read.get(), suppliedAt);
    var report = Report.taken(read.get().size());
    return parties
        .seller()
        .map(seller -> report.noting(PartyNotes.of(seller, read.get())))
        .orElse(report);
  }

  /** Stores the companies first, since the registry notes when all of a partner is stored. */
  private void publish(List<PartnersFile.Row> rows, Instant suppliedAt) {
    for (var row : rows) {
      parties.publish(row.partner().id(), row.buyer(), row.reseller(), suppliedAt);
    }
    partners.publish(rows.stream().map(PartnersFile.Row::partner).toList(), suppliedAt);
  }
}
