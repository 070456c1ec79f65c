package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.Report;
import dev.keyshelf.api.imports.Supplied;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.catalog.Verifications;
import dev.keyshelf.domain.catalog.Verifications.Waiting;
import java.util.Optional;

/** Catalogue imports that wait for files. Each is repeated, as if it were uploaded again. */
final class WaitingImports {
  private final Verifications verifications;
  private final ImportCatalogueHandler catalogue;

  WaitingImports(Verifications verifications, ImportCatalogueHandler catalogue) {
    this.verifications = verifications;
    this.catalogue = catalogue;
  }

  /**
   * The result of a run.
   *
   * @param ended how many imports no longer wait: they are published, or their report says why not
   * @param waiting how many imports still wait
   */
  record Summary(int ended, int waiting) {}

  /** Repeats the imports whose files may all be verified now. */
  Summary goOn(FileVerification.Summary files) {
    var all = verifications.waiting();
    // Also go on if no file is left: an earlier run may have ended before it came here.
    if (files.verified() + files.failed() == 0 && files.left() > 0) {
      return new Summary(0, all.size());
    }
    int ended = 0;
    for (var waiting : all) {
      var report = catalogue.run(supplied(waiting));
      if (report.map(Report::verifying).orElse(0) == 0) {
        verifications.forget(waiting);
        ended++;
      }
    }
    return new Summary(ended, all.size() - ended);
  }

  private static Supplied supplied(Waiting waiting) {
    return new Supplied(
        waiting.objectKey(),
        Optional.empty(),
        waiting.suppliedAt(),
        new Actor.Operator(waiting.principal(), waiting.address()),
        waiting.requestId());
  }
}
