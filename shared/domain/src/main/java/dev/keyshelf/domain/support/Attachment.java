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
 * A file of a support request. It is awaited first, and attached once what was uploaded was found
 * to be what was said.
 *
 * @param place from 1: a request has {@link #MOST}, so that no more files can be
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal
 * @param begunBy the partner's user
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

  /** The largest file, in bytes, inclusive: 25 MB of 1,024 times 1,024. */
  public static final long LARGEST = 25L * 1024 * 1024;

  /** The longest name, in characters. */
  public static final int LONGEST_NAME = 200;

  /** How long its upload can begin. */
  public static final Duration UPLOAD = Duration.ofMinutes(10);

  /** How long its place is kept for it; from then on another file may take it. */
  public static final Duration KEPT = Duration.ofHours(1);

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /** Refuses what no release has taken; {@link Offer#fault} refuses more. */
  public Attachment {
    if (place < 1 || place > MOST || !SHA_256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("a place of 1 to 10, and a SHA-256 in lower case");
    }
    if (faultOf(fileName, type, size).isPresent()) {
      throw new IllegalArgumentException("not an attachment");
    }
  }

  /**
   * A file that is offered.
   *
   * @param mediaType as its owner says, in any case
   * @param sha256 in lower-case hexadecimal
   */
  public record Offer(String fileName, String mediaType, long size, String sha256) {
    /** Gives its type, if files of it are taken. */
    Optional<AttachmentType> type() {
      return AttachmentType.of(mediaType.toLowerCase(Locale.ROOT));
    }

    /** Tells why it is not taken; empty when it is. */
    Optional<String> fault() {
      return type()
          .map(known -> FileName.fault(fileName).or(() -> faultOf(fileName, known, size)))
          .orElseGet(() -> Optional.of("files of " + mediaType + " are not taken"));
    }
  }

  private static Optional<String> faultOf(String fileName, AttachmentType type, long size) {
    if (fileName.isBlank()
        || fileName.codePointCount(0, fileName.length()) > LONGEST_NAME
        || !isName(fileName)) {
      return Optional.of("a file's name has no path, and 1 to " + LONGEST_NAME + " characters");
    }
    if (!type.isNamed(fileName)) {
      return Optional.of("the name is not one of " + type.mediaType());
    }
    return size < 1 || size > LARGEST
        ? Optional.of("a file has 1 to " + LARGEST + " bytes")
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

  /** What was uploaded. */
  @SuppressWarnings("ArrayRecordComponent") // Looked at once, never compared.
  public record Upload(long size, String sha256, byte[] first, String tag) {}

  /** Tells how what was uploaded is not what was said; empty when it is. */
  public Optional<String> faultOf(Upload upload) {
    if (upload.size() != size) {
      return Optional.of("%s bytes were uploaded, not %s".formatted(upload.size(), size));
    }
    if (!upload.sha256().equals(sha256)) {
      return Optional.of("what was uploaded has another SHA-256");
    }
    return type.begins(upload.first())
        ? Optional.empty()
        : Optional.of("what was uploaded is not " + type.mediaType());
  }

  /** Tells whether it is part of its request. */
  public boolean isAttached() {
    return attachedAt.isPresent();
  }

  /** Tells whether another file may take its place at {@code now}. */
  public boolean isGivenUpAt(Instant now) {
    return !isAttached() && !now.isBefore(begunAt.plus(KEPT));
  }

  /** Gives this as part of its request. */
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
