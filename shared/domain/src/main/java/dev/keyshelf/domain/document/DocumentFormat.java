package dev.keyshelf.domain.document;

import java.util.Locale;

/** The formats that documents are rendered in and kept. */
public enum DocumentFormat {
  /** For people: tagged, searchable, in the partner's language. */
  PDF("application/pdf", "pdf", 1),
  /** For programs: UBL 2.1 by EN 16931 and Peppol BIS Billing 3. */
  UBL("application/xml", "xml", 1);

  private final String mediaType;
  private final String extension;
  private final int rendering;

  DocumentFormat(String mediaType, String extension, int rendering) {
    this.mediaType = mediaType;
    this.extension = extension;
    this.rendering = rendering;
  }

  /** Returns the media type. */
  public String mediaType() {
    return mediaType;
  }

  /** Returns the extension of file names, without the dot. */
  public String extension() {
    return extension;
  }

  /**
   * Returns the version of the program's rendering. Raise it when the same document becomes other
   * bytes.
   */
  public int rendering() {
    return rendering;
  }

  /** Returns the format as keys and file names have it. */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
