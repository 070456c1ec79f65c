package dev.keyshelf.domain.download;

import dev.keyshelf.domain.catalog.Artifact;
import java.net.URI;

/** Signs short-lived URLs that download a file. */
public interface ArtifactUrls {
  /**
   * Signs a URL for a file. Anyone who has the URL can download the file until it expires. It is
   * valid for two minutes, or for the time that the stack configures, up to an hour.
   */
  URI sign(Artifact artifact);
}
