package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.Report;
import dev.keyshelf.api.imports.Supplied;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.catalog.Verifications;
import dev.keyshelf.domain.catalog.Verifications.Waiting;

/** The imports of catalogues that wait for files: each is run again, as if it was dropped again. */
final class WaitingImports {
  private final Verifications verifications;
  private final ImportCatalogueHandler catalogue;

  WaitingImports(Verifications verifications, ImportCatalogueHandler catalogue) {
    this.verifications = verifications;
    this.catalogue = catalogue;
  }

  /**
   * What became of them.
   *
   * @param ended how many wait no more: they are published, or their report says why not
   * @param waiting how many still wait
   */
  record Summary(int ended, int waiting) {}

  /** Runs those again that may have all their files now. */
  Summary goOn(FileVerification.Summary files) {
    var all = verifications.waiting();
    // None is left: also of a run that ended before it came here.
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
        waiting.suppliedAt(),
        new Actor.Operator(waiting.principal(), waiting.address()),
        waiting.requestId());
  }
}
