package dev.keyshelf.domain.support;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file of a support request can be: what people read, and nothing that a browser runs or
 * that unpacks into more.
 */
public enum AttachmentType {
  PDF("application/pdf", "pdf", "255044462D"),
  PNG("image/png", "png", "89504E470D0A1A0A"),
  JPEG("image/jpeg", "jpe?g", "FFD8FF"),
  TEXT("text/plain", "txt|log", ""),
  CSV("text/csv", "csv", "");

  private final String mediaType;
  private final String extensions;

  /** What every file of it begins with, in hexadecimal; nothing for what is text. */
  private final String mark;

  AttachmentType(String mediaType, String extensions, String mark) {
    this.mediaType = mediaType;
    this.extensions = extensions;
    this.mark = mark;
  }

  /** Gives the type of a media type; empty when files of it are not taken. */
  public static Optional<AttachmentType> of(String mediaType) {
    return Arrays.stream(values()).filter(each -> each.mediaType.equals(mediaType)).findFirst();
  }

  /** Gives the media type. */
  public String mediaType() {
    return mediaType;
  }

  /** Tells whether a file's name ends as those of this type do. */
  public boolean isNamed(String fileName) {
    var end = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return fileName.contains(".") && end.matches(extensions);
  }

  /**
   * Tells whether a file that begins so can be of this type: with its mark, where it has one, and
   * else with text.
   */
  public boolean begins(byte[] first) {
    return mark.isEmpty() ? isText(first) : isMarked(first);
  }

  private boolean isMarked(byte[] first) {
    return HexFormat.of().withUpperCase().formatHex(first).startsWith(mark);
  }

  private static boolean isText(byte[] first) {
    for (var each : first) {
      if (each >= 0 && each < ' ' && each != '\t' && each != '\n' && each != '\r') {
        return false;
      }
    }
    return Arrays.stream(values()).noneMatch(each -> !each.mark.isEmpty() && each.isMarked(first));
  }
}
