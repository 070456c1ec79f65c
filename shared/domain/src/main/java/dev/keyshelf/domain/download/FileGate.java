package dev.keyshelf.domain.download;

import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.ArtifactFiles;
import dev.keyshelf.domain.catalog.Verification;
import dev.keyshelf.domain.catalog.Verifications;

/**
 * Allows downloads of verified files only. A link that an earlier release made may lead to a file
 * that is not verified yet. Its verification starts when the file is first requested.
 */
final class FileGate {
  private final ArtifactFiles files;
  private final Verifications verifications;

  FileGate(ArtifactFiles files, Verifications verifications) {
    this.files = files;
    this.verifications = verifications;
  }

  /**
   * Returns whether a file's bytes are known to match its SHA-256. If not, requests their
   * verification.
   */
  boolean isOpen(Artifact artifact) {
    if (artifact.isVerified() || files.verifiedSize(artifact.sha256()).isPresent()) {
      return true;
    }
    verifications.add(Verification.of(artifact));
    return false;
  }
}
