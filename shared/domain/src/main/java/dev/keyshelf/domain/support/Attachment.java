package dev.keyshelf.domain.support;

import dev.keyshelf.domain.file.FileName;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of a support request. At first the request awaits it. It is attached once the upload was
 * found to have the announced size, SHA-256 and type.
 *
 * @param place its place in the request, from 1 to {@link #MOST}; this limits the number of files
 * @param size the size in bytes
 * @param sha256 the SHA-256 in lower-case hexadecimal
 * @param begunBy the partner's user who announced it
 * @param attachedAt empty while it is awaited
 */
public record Attachment(
    AttachmentId id,
    PartnerId partner,
    SupportRequestId request,
    int place,
    String fileName,
    AttachmentType type,
    long size,
    String sha256,
    Instant begunAt,
    String begunBy,
    Optional<Instant> attachedAt) {
  /** The most files of a request. */
  public static final int MOST = 10;

  /** The largest size in bytes, inclusive: 25 MiB. */
  public static final long LARGEST = 25L * 1024 * 1024;

  /** The longest name, in characters. */
  public static final int LONGEST_NAME = 200;

  /** How long the URL for its upload is valid. */
  public static final Duration UPLOAD = Duration.ofMinutes(10);

  /** How long an awaited file keeps its place. From the end of that time, another may take it. */
  public static final Duration KEPT = Duration.ofHours(1);

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the rules that all releases had, so that stored attachments can be read. {@link
   * Offer#fault} checks the rules for new files.
   *
   * @throws IllegalArgumentException if it breaks one of these rules
   */
  public Attachment {
    if (place < 1 || place > MOST || !SHA_256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "place must be 1 to 10, and sha256 lower-case hexadecimal");
    }
    if (faultOf(fileName, type, size).isPresent()) {
      throw new IllegalArgumentException("the name, type or size cannot be an attachment's");
    }
  }

  /**
   * A file that a partner's user wants to attach.
   *
   * @param mediaType the media type that the client states, in upper or lower case
   * @param sha256 the SHA-256 in lower-case hexadecimal
   */
  public record Offer(String fileName, String mediaType, long size, String sha256) {
    /** Returns the type; empty if files of its media type are not accepted. */
    Optional<AttachmentType> type() {
      return AttachmentType.of(mediaType.toLowerCase(Locale.ROOT));
    }

    /** Returns why the file is not accepted; empty if it is. */
    Optional<String> fault() {
      return type()
          .map(known -> FileName.fault(fileName).or(() -> faultOf(fileName, known, size)))
          .orElseGet(() -> Optional.of("files of type " + mediaType + " are not accepted"));
    }
  }

  private static Optional<String> faultOf(String fileName, AttachmentType type, long size) {
    if (fileName.isBlank()
        || fileName.codePointCount(0, fileName.length()) > LONGEST_NAME
        || !isName(fileName)) {
      return Optional.of(
          "the file name must have 1 to "
              + LONGEST_NAME
              + " characters, without a path, a leading dot or blanks around it");
    }
    if (!type.isNamed(fileName)) {
      return Optional.of("the ending of the file name does not match " + type.mediaType());
    }
    return size < 1 || size > LARGEST
        ? Optional.of("the file must have 1 to " + LARGEST + " bytes")
        : Optional.empty();
  }

  private static boolean isName(String text) {
    return text.strip().equals(text)
        && !text.startsWith(".")
        && text.codePoints()
            .noneMatch(
                point ->
                    point == '/' || point == '\\' || point == ':' || Character.isISOControl(point));
  }

  /**
   * An uploaded file.
   *
   * @param first the first bytes
   * @param tag names this version of the uploaded bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  public record Upload(long size, String sha256, byte[] first, String tag) {}

  /** Returns how the uploaded file differs from the announced one; empty if it does not. */
  public Optional<String> faultOf(Upload upload) {
    if (upload.size() != size) {
      return Optional.of("%s bytes were uploaded, not %s".formatted(upload.size(), size));
    }
    if (!upload.sha256().equals(sha256)) {
      return Optional.of("the uploaded file has another SHA-256");
    }
    return type.begins(upload.first())
        ? Optional.empty()
        : Optional.of("the content of the uploaded file is not " + type.mediaType());
  }

  /** Returns whether the file is attached to its request. */
  public boolean isAttached() {
    return attachedAt.isPresent();
  }

  /** Returns whether another file may take its place at {@code now}. */
  public boolean isGivenUpAt(Instant now) {
    return !isAttached() && !now.isBefore(begunAt.plus(KEPT));
  }

  /** Returns a copy that is attached. */
  public Attachment attached(Instant now) {
    return new Attachment(
        id,
        partner,
        request,
        place,
        fileName,
        type,
        size,
        sha256,
        begunAt,
        begunBy,
        Optional.of(now));
  }
}
