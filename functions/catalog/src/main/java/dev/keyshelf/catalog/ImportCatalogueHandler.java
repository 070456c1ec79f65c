package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.api.imports.ImportHandler;
import dev.keyshelf.api.imports.Report;
import dev.keyshelf.api.imports.Supplied;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.once.TimeLeft;
import java.util.Optional;

/** {@code imports/catalogue/{version}/manifest.yaml}: publishes a version of the catalogue. */
public final class ImportCatalogueHandler extends ImportHandler {
  private final CatalogueImport catalogue;

  /** Creates the handler in Lambda, from its environment. */
  public ImportCatalogueHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ImportCatalogueHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), wiring.bucketFiles()::write);
    this.catalogue =
        new CatalogueImport(
            wiring.bucketFiles(),
            wiring.catalogueVersions(),
            wiring.artifactFiles(),
            wiring.verifications(),
            wiring.parties(),
            wiring.clock());
  }

  @Override
  protected Optional<Report> importObject(Supplied supplied) {
    if (directory(supplied.key()).equals(ImportPlace.CATALOGUE)) {
      var why = "name it imports/catalogue/{release}/manifest.yaml";
      return Optional.of(Report.refused(ImportFault.of(Manifest.NAME, why)));
    }
    return catalogue.run(directory(supplied.key()), supplied);
  }

  @Override
  protected String reportOf(String key) {
    return directory(key) + Manifest.REPORT;
  }

  @Override
  protected void tidy(TimeLeft timeLeft) {
    catalogue.sweep(timeLeft);
  }

  private static String directory(String key) {
    return key.substring(0, key.lastIndexOf('/') + 1);
  }
}
