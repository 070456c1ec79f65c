package dev.keyshelf.domain.download;

import dev.keyshelf.domain.catalog.Artifact;
import java.net.URI;

/** Short-lived URLs from which a file's bytes come. */
public interface ArtifactUrls {
  /**
   * Signs a URL for this file; who has it may fetch until it ends: two minutes later, or as long as
   * the stack chose, up to an hour.
   */
  URI sign(Artifact artifact);
}
