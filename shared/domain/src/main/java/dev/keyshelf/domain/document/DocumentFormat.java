package dev.keyshelf.domain.document;

import java.util.Locale;

/** The formats that documents are rendered in and kept. */
public enum DocumentFormat {
  /** For people: tagged, searchable, in the partner's language. */
  PDF("application/pdf", "pdf"),
  /** For programs: UBL 2.1 by EN 16931 and Peppol BIS Billing 3. */
  UBL("application/xml", "xml");

  private final String mediaType;
  private final String extension;

  DocumentFormat(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  /** Returns the media type. */
  public String mediaType() {
    return mediaType;
  }

  /** Returns the extension of file names, without the dot. */
  public String extension() {
    return extension;
  }

  /** Returns the format as keys and file names have it. */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
