package dev.keyshelf.domain.support;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The bytes of attachments: uploaded and fetched by URLs that we sign, never through us. */
public interface AttachmentFiles {
  /** Signs the upload of an awaited file: of exactly its size, type and SHA-256. */
  Upload signUpload(Attachment attachment);

  /** Looks at what was uploaded; empty when nothing was. */
  Optional<Attachment.Upload> inspect(Attachment attachment);

  /**
   * Keeps what was uploaded, where no URL that we signed can change it.
   *
   * @return whether it was still what was looked at
   */
  boolean keep(Attachment attachment, Attachment.Upload upload);

  /** Signs the download of an attached file for a short time, as a file and never as a page. */
  URI signDownload(Attachment attachment);

  /**
   * A PUT.
   *
   * @param headers to send with it, as they are
   */
  record Upload(URI url, Map<String, String> headers) {
    /** Copies the headers in. */
    public Upload {
      headers = Map.copyOf(headers);
    }
  }
}
