package dev.keyshelf.domain.support;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The types of files that a support request accepts. None is run by a browser. Archives are kept as
 * they are: nobody here opens them.
 */
public enum AttachmentType {
  PDF("application/pdf", "pdf", FileStart.PDF),
  PNG("image/png", "png", FileStart.PNG),
  JPEG("image/jpeg", "jpe?g", FileStart.JPEG),
  TEXT("text/plain", "txt|log", FileStart.TEXT),
  CSV("text/csv", "csv", FileStart.TEXT),
  DOCX(
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "docx",
      FileStart.WORD),
  XLSX(
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", FileStart.EXCEL),
  EML("message/rfc822", "eml", FileStart.MESSAGE),
  MSG("application/vnd.ms-outlook", "msg", FileStart.COMPOUND),
  HEIC("image/heic", "heic", FileStart.HEIC),
  ZIP("application/zip", "zip", FileStart.ZIP);

  /** What browsers on Windows call an archive. */
  private static final String ZIP_ON_WINDOWS = "application/x-zip-compressed";

  private final String mediaType;
  private final String extensions;
  private final FileStart start;

  AttachmentType(String mediaType, String extensions, FileStart start) {
    this.mediaType = mediaType;
    this.extensions = extensions;
    this.start = start;
  }

  /** Returns the type of a media type; empty if files of it are not accepted. */
  public static Optional<AttachmentType> of(String mediaType) {
    return mediaType.equals(ZIP_ON_WINDOWS)
        ? Optional.of(ZIP)
        : Arrays.stream(values()).filter(each -> each.mediaType.equals(mediaType)).findFirst();
  }

  /** Returns the media type. */
  public String mediaType() {
    return mediaType;
  }

  /** Returns whether its content is files that nobody here has looked at. */
  public boolean isArchive() {
    return this == ZIP;
  }

  /** Returns whether a file name has an ending of this type, in upper or lower case. */
  public boolean isNamed(String fileName) {
    var end = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return fileName.contains(".") && end.matches(extensions);
  }

  /**
   * Returns whether a file with these first bytes can be of this type. A text file must not begin
   * with the mark of another type or contain control characters other than tab and line breaks.
   */
  public boolean begins(byte[] first) {
    return start.matches(first);
  }
}
