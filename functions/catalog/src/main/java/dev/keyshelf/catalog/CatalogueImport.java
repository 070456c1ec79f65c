package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.api.imports.Report;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.api.imports.Supplied;
import dev.keyshelf.aws.BucketFiles;
import dev.keyshelf.aws.BucketFiles.Content;
import dev.keyshelf.domain.catalog.ArtifactFiles;
import dev.keyshelf.domain.catalog.CatalogueVersions;
import dev.keyshelf.domain.catalog.CatalogueVersions.Standing;
import dev.keyshelf.domain.catalog.Verifications;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.party.Parties;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Imports a catalogue by reading it twice: the first reading checks all of it, the second writes it
 * file by file. So a catalogue is never in memory as a whole. Nothing is written if it has faults,
 * or before all its download files are verified.
 */
final class CatalogueImport {
  private final BucketFiles bucket;
  private final CatalogueVersions versions;
  private final ArtifactFiles artifactFiles;
  private final Verifications verifications;
  private final Parties parties;
  private final Clock clock;

  CatalogueImport(
      BucketFiles bucket,
      CatalogueVersions versions,
      ArtifactFiles artifactFiles,
      Verifications verifications,
      Parties parties,
      Clock clock) {
    this.bucket = bucket;
    this.versions = versions;
    this.artifactFiles = artifactFiles;
    this.verifications = verifications;
    this.parties = parties;
    this.clock = clock;
  }

  /** Imports the catalogue in a directory. Returns empty if the manifest does not exist. */
  Optional<Report> run(String directory, Supplied supplied) {
    return switch (bucket.read(directory + Manifest.NAME, SourceFile.LARGEST)) {
      case Content.Bytes(var bytes) -> Optional.of(imported(directory, bytes, supplied));
      case Content.TooLarge _ ->
          Optional.of(Report.refused(ImportFault.of(Manifest.NAME, "is larger than 4 MiB")));
      case Content.Missing _ -> Optional.empty();
    };
  }

  private Report imported(String directory, byte[] bytes, Supplied supplied) {
    var faults = new Faults();
    var files = new CatalogueFiles(bucket, directory);
    return Manifest.read(bytes, faults)
        .map(
            manifest ->
                imported(files, manifest, supplied)
                    .of(manifest.version())
                    .beside(files.besides(manifest)))
        .orElseGet(() -> Report.refused(faults));
  }

  /** Removes old versions. */
  void sweep(TimeLeft timeLeft) {
    versions.sweep(clock.instant(), timeLeft);
  }

  private Report imported(CatalogueFiles files, Manifest manifest, Supplied supplied) {
    return switch (versions.standing(manifest.version(), supplied.at())) {
      case Standing.Current(var publishedAt) -> Report.unchanged(manifest.version(), publishedAt);
      case Standing.Superseded(var later) -> Report.refused(superseded(later));
      case Standing.Open _ -> checkedAndWritten(files, manifest, supplied);
    };
  }

  private Report checkedAndWritten(CatalogueFiles files, Manifest manifest, Supplied supplied) {
    var faults = new Faults();
    var check = new CatalogueCheck(bucket, files, faults);
    check.run(manifest);
    if (!faults.isEmpty()) {
      return Report.refused(faults);
    }
    var imported = importedFiles(faults);
    imported.verify(check.unverified());
    if (!faults.isEmpty()) {
      return Report.refused(faults);
    }
    var waitsFor = imported.order();
    if (waitsFor > 0) {
      verifications.await(waiting(supplied));
      return Report.verifying(waitsFor).noting(check.notes(parties.seller()));
    }
    return written(files, manifest, supplied.at(), check, faults)
        .noting(check.notes(parties.seller()));
  }

  private ImportedFiles importedFiles(Faults faults) {
    var verification = new FileVerification(artifactFiles, verifications, clock);
    return new ImportedFiles(artifactFiles, verifications, verification, faults);
  }

  private static Verifications.Waiting waiting(Supplied supplied) {
    return new Verifications.Waiting(
        supplied.key(),
        supplied.at(),
        supplied.by().principal(),
        supplied.by().sourceIp(),
        supplied.requestId());
  }

  private Report written(
      CatalogueFiles files,
      Manifest manifest,
      Instant suppliedAt,
      CatalogueCheck check,
      Faults faults) {
    var draft = versions.begin(manifest.version(), suppliedAt, clock.instant());
    var writing = new CatalogueWriting(files, versions, draft, faults);
    writing.run(check);
    if (!faults.isEmpty()) {
      // A file was replaced between the two readings.
      return Report.refused(faults);
    }
    var publishedAt = clock.instant();
    return versions.publish(draft, publishedAt)
        ? Report.published(manifest.version(), writing.products(), publishedAt)
        : Report.refused(superseded("another version"));
  }

  private static ImportFault superseded(String later) {
    return ImportFault.of(
        Manifest.NAME, "%s was supplied later and is current; this one is not".formatted(later));
  }
}
