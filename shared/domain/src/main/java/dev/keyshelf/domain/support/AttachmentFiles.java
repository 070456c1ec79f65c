package dev.keyshelf.domain.support;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The bytes of attachments. Clients upload and download them by signed URLs, so they never pass
 * through Keyshelf's functions.
 */
public interface AttachmentFiles {
  /** Signs a URL that accepts the upload of exactly the announced size, type and SHA-256. */
  Upload signUpload(Attachment attachment);

  /** Inspects the uploaded file; empty if nothing was uploaded. */
  Optional<Attachment.Upload> inspect(Attachment attachment);

  /**
   * Copies the uploaded file to a place that no signed URL can write to.
   *
   * @param upload the uploaded file as it was inspected
   * @return false if the uploaded file is gone or has changed since it was inspected
   */
  boolean keep(Attachment attachment, Attachment.Upload upload);

  /**
   * Signs a short-lived URL that downloads an attached file. Browsers save the file and do not show
   * it as a page.
   */
  URI signDownload(Attachment attachment);

  /**
   * A {@code PUT} request that uploads a file.
   *
   * @param headers the headers that the client must send unchanged
   */
  record Upload(URI url, Map<String, String> headers) {
    /** Copies the headers. */
    public Upload {
      headers = Map.copyOf(headers);
    }
  }
}
