package dev.keyshelf.domain.document;

import dev.keyshelf.domain.identity.PartnerId;
import java.net.URI;

/** The files of rendered documents, in the bucket under their digests. */
public interface DocumentFiles {
  /** Stores a file. Storing the same again changes nothing. */
  void keep(PartnerId partner, DocumentFormat format, String sha256, byte[] file);

  /** Reads the file of a document. */
  byte[] read(Document document);

  /** Returns a URL from which anybody can fetch the file for two minutes. */
  URI link(Document document);
}
