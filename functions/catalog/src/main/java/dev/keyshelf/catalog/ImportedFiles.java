package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.catalog.UnverifiedFiles.Stated;
import dev.keyshelf.domain.catalog.ArtifactFiles;
import dev.keyshelf.domain.catalog.ArtifactFiles.Dropped;
import dev.keyshelf.domain.catalog.Verification;
import dev.keyshelf.domain.catalog.Verifications;
import java.util.ArrayList;
import java.util.List;

/** The new files of an import. It verifies small ones itself; VerifyArtifacts verifies the rest. */
final class ImportedFiles {
  /** The bytes that an import reads itself. That takes a few seconds. */
  private static final long AT_ONCE = 128L * 1024 * 1024;

  private final ArtifactFiles files;
  private final Verifications verifications;
  private final FileVerification verification;
  private final Faults faults;
  private final List<Stated> later = new ArrayList<>();
  private long read;

  ImportedFiles(
      ArtifactFiles files,
      Verifications verifications,
      FileVerification verification,
      Faults faults) {
    this.files = files;
    this.verifications = verifications;
    this.verification = verification;
    this.faults = faults;
  }

  /** Verifies the small files, and adds a fault for each file that does not match its SHA-256. */
  void verify(UnverifiedFiles unverified) {
    unverified.all().forEach(this::verify);
  }

  private void verify(Stated stated) {
    var artifact = stated.artifact();
    var found = files.find(artifact.objectKey());
    if (found.isEmpty()) {
      faults.add(stated.because("the object was removed while it was read"));
      return;
    }
    var dropped = found.get();
    if (dropped.size() <= FileVerification.PART && read + dropped.size() <= AT_ONCE) {
      read += dropped.size();
      verification
          .whole(dropped, artifact.sha256())
          .ifPresent(why -> faults.add(stated.because(why)));
    } else if (!isKnownToFail(stated, dropped)) {
      later.add(stated);
    }
  }

  private boolean isKnownToFail(Stated stated, Dropped dropped) {
    var known =
        verifications
            .find(stated.artifact().objectKey(), stated.artifact().sha256())
            .flatMap(Verification::failure)
            .filter(failure -> failure.tag().equals(dropped.tag()));
    known.ifPresent(failure -> faults.add(stated.because(failure.why())));
    return known.isPresent();
  }

  /** Queues the large files for verification, and returns how many there are. */
  int order() {
    later.forEach(stated -> verifications.addAgain(Verification.of(stated.artifact())));
    return later.size();
  }
}
