package dev.keyshelf.domain.download;

import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.ArtifactFiles;
import dev.keyshelf.domain.catalog.Verification;
import dev.keyshelf.domain.catalog.Verifications;

/**
 * Lets verified files through only. Files of links that an earlier release made are looked for, and
 * are verified when they are first asked for.
 */
final class FileGate {
  private final ArtifactFiles files;
  private final Verifications verifications;

  FileGate(ArtifactFiles files, Verifications verifications) {
    this.files = files;
    this.verifications = verifications;
  }

  /**
   * Returns whether a file's bytes are those that its SHA-256 states; if not, they are compared.
   */
  boolean isOpen(Artifact artifact) {
    if (artifact.isVerified() || files.verifiedSize(artifact.sha256()).isPresent()) {
      return true;
    }
    verifications.add(Verification.of(artifact));
    return false;
  }
}
